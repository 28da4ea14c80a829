/**
 * The choice of a search for somebody who does not want to choose. It knows the other algorithms by
 * their names alone.
 */
@NullMarked
package org.tune4j.search.auto;

import org.jspecify.annotations.NullMarked;
