package org.tune4j.rl.algorithm.pg;

import java.util.Arrays;
import org.tune4j.rl.distribution.Evaluator;

/**
 * The policy gradient without a baseline: Williams, "Simple statistical gradient-following
 * algorithms for connectionist reinforcement learning" (1992). The loss of a batch is the mean over
 * its steps of -log π(a) G, where G is the discounted return that follows.
 */
final class PgLoss {
  private PgLoss() {}

  /**
   * Writes the gradient of one step's loss divided by {@code count}.
   *
   * @param evaluator of the policy's distribution
   * @param advantage the discounted return
   * @return the step's loss, undivided
   */
  static double add(
      Evaluator evaluator,
      float[] outputs,
      float[] action,
      double advantage,
      int count,
      float[] outputGradient) {
    evaluator.evaluate(null, outputs, action);
    Arrays.fill(outputGradient, 0);
    evaluator.addGradient(-advantage / count, 0, 0, outputGradient);
    return -advantage * evaluator.logProbability();
  }
}
