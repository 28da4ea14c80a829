package org.tune4j.rl.rollout;

/**
 * Generalised advantage estimation: Schulman et al., "High-dimensional continuous control using
 * generalized advantage estimation" (2016), equations 11 to 16.
 */
public final class Gae {
  private Gae() {}

  /**
   * Computes the advantages of consecutive steps of one episode.
   *
   * @param rewards the rewards of the first {@code length} steps
   * @param values the estimated value of the state before each step
   * @param last the value of the state after the last step: 0 when the episode terminated there,
   *     otherwise the estimate
   * @param advantages where the result goes
   */
  public static void advantages(
      double[] rewards,
      double[] values,
      int length,
      double last,
      double gamma,
      double lambda,
      double[] advantages) {
    double advantage = 0;
    double next = last;
    for (int i = length - 1; i >= 0; i--) {
      double delta = rewards[i] + gamma * next - values[i];
      advantage = delta + gamma * lambda * advantage;
      advantages[i] = advantage;
      next = values[i];
    }
  }
}
