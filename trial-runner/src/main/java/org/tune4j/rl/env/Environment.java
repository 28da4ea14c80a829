package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Space;

/**
 * What an agent acts in, one episode after the other. One object is used by one thread at a time.
 *
 * <p>Observations and actions are float arrays in their space's flat encoding. To be found by its
 * class name in a sweep, an implementation needs a public constructor that takes an {@link
 * EnvContext}, a {@link org.tune4j.space.Config} (the {@code env_config}) or nothing. {@link
 * EnvironmentCheck} tells what is wrong with one.
 */
public interface Environment extends AutoCloseable {
  Space observationSpace();

  Space actionSpace();

  /**
   * The length at which an episode is cut off, in steps. The caller counts; the environment itself
   * need not. Default: never.
   */
  default int stepLimit() {
    return Integer.MAX_VALUE;
  }

  /**
   * The mean return over 100 episodes from which on the task counts as solved; NaN where nobody set
   * one.
   */
  default double rewardThreshold() {
    return Double.NaN;
  }

  /**
   * Begins an episode and returns its first observation.
   *
   * @param random where all randomness of the episode must come from; stays valid until the next
   *     reset
   */
  float[] reset(RandomGenerator random);

  /**
   * Acts. Called only between {@link #reset} and a step that ended the episode.
   *
   * @param action a point of the action space; not to be kept
   */
  Step step(float[] action);

  @Override
  default void close() {}
}
