/** The algorithms by the names that {@code search_alg} gives them. */
@NullMarked
package org.tune4j.search.kinds;

import org.jspecify.annotations.NullMarked;
