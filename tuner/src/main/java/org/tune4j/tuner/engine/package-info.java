/**
 * The engine of a sweep: events in, commands out.\n *\n *
 *
 * <p>No I/O, no clock, no thread and no randomness may enter: the same sweep and the same events
 * give the same commands,\n * byte for byte.
 */
@NullMarked
package org.tune4j.tuner.engine;

import org.jspecify.annotations.NullMarked;
