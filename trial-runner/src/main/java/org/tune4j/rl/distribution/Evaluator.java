package org.tune4j.rl.distribution;

import org.jspecify.annotations.Nullable;

/**
 * What a loss asks of a distribution, for one row after the other: the numbers and their gradients
 * from one pass over the parameters, where a {@link Distribution}'s methods would each begin anew.
 * Gives what they give. Has memory of its own: not thread-safe.
 */
public interface Evaluator {

  /**
   * Looks at one row; what is asked afterwards is about it.
   *
   * @param old the parameters to measure the divergence from; {@code null} for a divergence of 0
   * @param parameters must stay as they are until the gradient was asked for
   */
  void evaluate(float @Nullable [] old, float[] parameters, float[] action);

  /** As {@link Distribution#logProbability}. */
  double logProbability();

  /** As {@link Distribution#entropy}. */
  double entropy();

  /** As {@link Distribution#divergence}. */
  double divergence();

  /**
   * Adds the derivative of {@code logProbability · log-probability + entropy · entropy + divergence
   * · divergence} with respect to the parameters.
   */
  void addGradient(double logProbability, double entropy, double divergence, float[] gradient);
}
