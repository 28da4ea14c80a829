package org.tune4j.rl.algorithm.marwil;

import java.util.Arrays;
import org.tune4j.rl.distribution.Distribution;

/**
 * Monotonic advantage re-weighted imitation learning: Wang et al., "Exponentially weighted
 * imitation learning for batched historical data" (2018), algorithm 1. What was done is made
 * likelier, by e^(β × advantage / scale); the value is drawn to the return. The loss of a batch is
 * the mean over its steps.
 *
 * @param beta 0 for plain behaviour cloning, which needs no values
 * @param valueCoefficient what the value loss counts
 * @param scale the root of the mean square of advantages
 */
record MarwilLoss(Distribution distribution, double beta, double valueCoefficient, double scale) {
  private static final double SMALLEST = 1e-8;

  /**
   * Adds one step's share to the sums and writes the gradient of its loss divided by {@code count}.
   * The advantage in the weight is a constant: the policy's loss does not move the value.
   */
  void add(
      MarwilBatch batch,
      int row,
      float[] outputs,
      float value,
      int count,
      float[] outputGradient,
      float[] valueGradient,
      MarwilStats stats) {
    double share = 1.0 / count;
    double advantage = batch.returns()[row] - value;
    double weight = beta == 0 ? 1 : Math.exp(beta * advantage / (SMALLEST + scale));
    double log = distribution.logProbability(outputs, batch.actions()[row]);
    Arrays.fill(outputGradient, 0);
    distribution.addLogProbabilityGradient(
        outputs, batch.actions()[row], -weight * share, outputGradient);
    double valueLoss = beta == 0 ? 0 : 0.5 * advantage * advantage;
    valueGradient[0] = beta == 0 ? 0 : (float) (-valueCoefficient * advantage * share);
    stats.add(
        -weight * log + valueCoefficient * valueLoss,
        -weight * log,
        valueLoss,
        batch.returns()[row],
        value);
  }
}
