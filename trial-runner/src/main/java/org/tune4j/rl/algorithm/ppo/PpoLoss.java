package org.tune4j.rl.algorithm.ppo;

import java.util.Arrays;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.distribution.Evaluator;
import org.tune4j.rl.rollout.AdvantageBatch;

/**
 * The clipped surrogate objective with a KL penalty, a clipped value loss and an entropy bonus:
 * Schulman et al., "Proximal policy optimization algorithms" (2017), equations 7 to 9. The loss of
 * a minibatch is the mean over its steps.
 *
 * @param clip how far a ratio may be from 1
 * @param valueClip how far a value may move from the old one
 */
record PpoLoss(
    double clip,
    double valueClip,
    double valueCoefficient,
    double entropyCoefficient,
    double divergenceCoefficient) {

  /**
   * Adds one step's share to the sums and writes the gradient of its loss divided by {@code count}.
   *
   * @param evaluator of the policy's distribution
   */
  void add(
      Evaluator evaluator,
      AdvantageBatch batch,
      int row,
      float[] outputs,
      float value,
      int count,
      float[] outputGradient,
      float[] valueGradient,
      PolicyStats stats) {
    double share = 1.0 / count;
    double advantage = batch.advantages()[row];
    evaluator.evaluate(batch.outputs()[row], outputs, batch.actions()[row]);
    double ratio = Math.exp(evaluator.logProbability() - batch.logProbabilities()[row]);
    double free = advantage * ratio;
    double clipped = advantage * Math.clamp(ratio, 1 - clip, 1 + clip);
    Arrays.fill(outputGradient, 0);
    evaluator.addGradient(
        free <= clipped ? -free * share : 0,
        -entropyCoefficient * share,
        divergenceCoefficient * share,
        outputGradient);
    double target = batch.targets()[row];
    double valueLoss = value(batch.values()[row], target, value, share, valueGradient);
    double policyLoss = -Math.min(free, clipped);
    double entropy = evaluator.entropy();
    double divergence = evaluator.divergence();
    double loss =
        policyLoss
            + valueCoefficient * valueLoss
            - entropyCoefficient * entropy
            + divergenceCoefficient * divergence;
    stats.add(loss, policyLoss, valueLoss, divergence, entropy, target, value);
  }

  private double value(double old, double target, double value, double share, float[] gradient) {
    double move = value - old;
    double limited = old + Math.clamp(move, -valueClip, valueClip);
    double free = value - target;
    double clipped = limited - target;
    boolean moves = free * free >= clipped * clipped || Math.abs(move) < valueClip;
    gradient[0] = moves ? (float) (2 * valueCoefficient * free * share) : 0;
    return Math.max(free * free, clipped * clipped);
  }
}
