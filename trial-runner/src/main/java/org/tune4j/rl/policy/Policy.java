package org.tune4j.rl.policy;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Network;

/**
 * What acts: a network whose outputs are the parameters of a distribution over actions (logits,
 * means and standard deviations, Q-values), and perhaps an estimate of a state's value. Not
 * thread-safe: each worker has one of its own.
 *
 * <p>Everything can be asked for after {@link #forward}, and lasts until the next one.
 */
public interface Policy {
  /** What the outputs mean. */
  Distribution distribution();

  /** What computes them; load parameters into it to change the policy. */
  Network network();

  /**
   * Computes the outputs of the first {@code rows} rows.
   *
   * @param observations encoded and filtered, one row each
   */
  void forward(float[][] observations, int rows);

  /** The distribution's parameters, one row per observation. */
  float[][] outputs();

  /** Whether there are estimates of the values of states. */
  default boolean hasValues() {
    return false;
  }

  /**
   * The estimated value of an observation.
   *
   * @throws IllegalStateException when there are none
   */
  default float value(int row) {
    throw new IllegalStateException("policy: it estimates no values of states");
  }

  /** Whether the outputs are the values of the actions (Q-values). */
  default boolean hasActionValues() {
    return false;
  }

  /** Another policy of the same shape with memory and parameters of its own, all 0 at first. */
  Policy twin();

  /**
   * Draws new noise for a network that is random itself.
   *
   * @param random {@code null} for no noise at all
   */
  default void noise(@Nullable RandomGenerator random) {}
}
