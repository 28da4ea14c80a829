/**
 * The engine of a sweep: events in, commands out.
 *
 * <p>No I/O, no clock, no thread and no randomness may enter: the same sweep and the same events
 * give the same commands, byte for byte.
 */
@NullMarked
package org.tune4j.tuner.engine;

import org.jspecify.annotations.NullMarked;
