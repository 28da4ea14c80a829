/** Differential evolution: new points from differences between good ones. */
@NullMarked
package org.tune4j.search.de;

import org.jspecify.annotations.NullMarked;
