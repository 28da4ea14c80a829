/**
 * Collecting experience: sampling from many environments, trajectories, advantages, n-step returns,
 * and statistics of episodes.
 */
@NullMarked
package org.tune4j.rl.rollout;

import org.jspecify.annotations.NullMarked;
