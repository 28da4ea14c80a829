package org.tune4j.rl.algorithm;

import org.tune4j.space.Config;

/**
 * Something that an algorithm must learn: the mean reward of the last training episodes (100,
 * unless {@code metrics_num_episodes_for_smoothing} says otherwise) at the end of an iteration.
 *
 * @param algorithm what learns
 * @param name what tells the case from others of the algorithm
 * @param config of the trials
 * @param threshold the {@code episode_reward_mean} to be reached
 * @param budget within so many environment steps
 * @param seeds how many seeds, from 1, are to try; four of five must reach it
 * @param quick whether it is one of the slow tests, or only of the table
 */
public record LearningCase(
    String algorithm,
    String name,
    Config config,
    double threshold,
    long budget,
    int seeds,
    boolean quick) {

  /** How many seeds must reach the threshold: four of five. */
  public int needed() {
    return Math.ceilDiv(seeds * 4, 5);
  }

  @Override
  public String toString() {
    return algorithm + ", " + name;
  }
}
