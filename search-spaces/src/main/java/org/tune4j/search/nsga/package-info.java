/** Search for the best trade-offs between several objectives. */
@NullMarked
package org.tune4j.search.nsga;

import org.jspecify.annotations.NullMarked;
