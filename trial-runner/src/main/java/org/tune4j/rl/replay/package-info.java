/** Replay buffers on primitive arrays. */
@NullMarked
package org.tune4j.rl.replay;

import org.jspecify.annotations.NullMarked;
