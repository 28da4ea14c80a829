package org.tune4j.rl.algorithm.impala;

import java.util.Arrays;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.distribution.Evaluator;

/**
 * PPO's clipped surrogate objective for steps of an older policy, measured from a target policy:
 * Luo et al., "IMPACT: importance weighted asynchronous architectures with clipped target networks"
 * (2019), section 3. The ratio of a step is min(μ/π', 2) π/μ, where μ acted and π' is the target
 * policy. The loss of a batch is the mean over its steps.
 *
 * @param clip how far a ratio may be from 1
 */
record AppoLoss(
    double clip, double valueCoefficient, double entropyCoefficient, double divergenceCoefficient) {
  /** How far a step may be scaled up where the target policy would hardly have made it. */
  private static final double GREATEST_SCALE = 2;

  /**
   * What is known of a step.
   *
   * @param logProbability of the action when the policy acted
   * @param targetLogProbability of the action for the target policy
   * @param targetOutputs what the target policy says
   * @param advantage how much better the action was than expected
   * @param target what the value should be
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  record Step(
      float[] action,
      double logProbability,
      double targetLogProbability,
      float[] targetOutputs,
      double advantage,
      double target) {}

  /**
   * Adds one step to the statistics and writes the gradient of its loss divided by {@code count}.
   */
  void add(
      Evaluator evaluator,
      Step step,
      float[] outputs,
      float value,
      int count,
      float[] outputGradient,
      float[] valueGradient,
      PolicyStats stats) {
    double share = 1.0 / count;
    evaluator.evaluate(step.targetOutputs, outputs, step.action);
    double scale =
        Math.min(Math.exp(step.logProbability - step.targetLogProbability), GREATEST_SCALE);
    double ratio = scale * Math.exp(evaluator.logProbability() - step.logProbability);
    double free = step.advantage * ratio;
    double clipped = step.advantage * Math.clamp(ratio, 1 - clip, 1 + clip);
    Arrays.fill(outputGradient, 0);
    evaluator.addGradient(
        free <= clipped ? -free * share : 0,
        -entropyCoefficient * share,
        divergenceCoefficient * share,
        outputGradient);
    double error = value - step.target;
    valueGradient[0] = (float) (valueCoefficient * error * share);
    double policyLoss = -Math.min(free, clipped);
    double valueLoss = error * error / 2;
    double loss =
        policyLoss
            + valueCoefficient * valueLoss
            - entropyCoefficient * evaluator.entropy()
            + divergenceCoefficient * evaluator.divergence();
    stats.add(
        loss,
        policyLoss,
        valueLoss,
        evaluator.divergence(),
        evaluator.entropy(),
        step.target,
        value);
  }
}
