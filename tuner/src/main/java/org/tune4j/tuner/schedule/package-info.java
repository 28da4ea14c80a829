/**
 * Trial schedulers: what goes on with a trial after each of its results. Pure and deterministic: no
 * clock, no threads, no I/O. Only the engine calls them.
 */
@NullMarked
package org.tune4j.tuner.schedule;

import org.jspecify.annotations.NullMarked;
