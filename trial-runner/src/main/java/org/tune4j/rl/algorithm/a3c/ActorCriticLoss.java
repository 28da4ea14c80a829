package org.tune4j.rl.algorithm.a3c;

import java.util.Arrays;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.distribution.Evaluator;

/**
 * The loss of an actor and its critic: Mnih et al., "Asynchronous methods for deep reinforcement
 * learning" (2016), section 4. The loss of a batch is the sum over its steps of -log π(a) A +
 * {@code valueCoefficient} (T - V)² / 2 - {@code entropyCoefficient} H(π).
 */
public record ActorCriticLoss(double valueCoefficient, double entropyCoefficient) {

  /**
   * Adds one step to the statistics and writes the gradient of its loss.
   *
   * @param evaluator of the policy's distribution
   * @param outputs what the policy says now
   * @param value the estimated value now
   * @param target what the value should be
   */
  public void add(
      Evaluator evaluator,
      float[] action,
      double advantage,
      double target,
      float[] outputs,
      float value,
      float[] outputGradient,
      float[] valueGradient,
      PolicyStats stats) {
    evaluator.evaluate(null, outputs, action);
    Arrays.fill(outputGradient, 0);
    evaluator.addGradient(-advantage, -entropyCoefficient, 0, outputGradient);
    double error = value - target;
    valueGradient[0] = (float) (valueCoefficient * error);
    double policyLoss = -advantage * evaluator.logProbability();
    double valueLoss = error * error / 2;
    double entropy = evaluator.entropy();
    double loss = policyLoss + valueCoefficient * valueLoss - entropyCoefficient * entropy;
    stats.add(loss, policyLoss, valueLoss, 0, entropy, target, value);
  }
}
