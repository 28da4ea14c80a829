/**
 * The embedded API: {@link org.tune4j.tuner.Sweep what to tune} and the {@link
 * org.tune4j.tuner.Tuner tuner} that does it, with the driver between the pure engine and the
 * world: the grid, the database, the clock.
 */
@NullMarked
package org.tune4j.tuner;

import org.jspecify.annotations.NullMarked;
