/**
 * State that survives in checkpoints: named values in one versioned binary file, and random streams
 * whose position can be saved.
 */
@NullMarked
package org.tune4j.rl.state;

import org.jspecify.annotations.NullMarked;
