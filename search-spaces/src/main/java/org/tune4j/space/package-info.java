/**
 * What can be tried: {@link org.tune4j.space.Config configs}, the domains that a key may take its
 * value from, the search space that holds them, and the expansion of a space into configs.
 *
 * <p>Everything here is immutable and pure: no I/O, no clock, no randomness but what comes from
 * {@link org.tune4j.space.Seeds}.
 */
@NullMarked
package org.tune4j.space;

import org.jspecify.annotations.NullMarked;
