/**
 * The simulated grid: sweeps run to their end in virtual time, in one thread, by the same engine
 * and the same ledger as on a real one. Pure: no clock, no threads, no I/O; the same simulation
 * gives the same result.
 */
@NullMarked
package org.tune4j.tuner.sim;

import org.jspecify.annotations.NullMarked;
