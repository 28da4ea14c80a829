/**
 * Recorded data: what workers lived through as lines of JSON in files, in the columns of RLlib's
 * sample batches, and the way back from such files to trajectories, with estimates of how another
 * policy would have done.
 */
@NullMarked
package org.tune4j.rl.offline;

import org.jspecify.annotations.NullMarked;
