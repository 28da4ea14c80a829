package org.tune4j.rl.algorithm;

import java.util.LinkedHashMap;
import java.util.Map;

/** Sums over steps that a policy and its values were trained on. Not thread-safe. */
public final class PolicyStats {
  private int count;
  private double loss;
  private double policyLoss;
  private double valueLoss;
  private double divergence;
  private double entropy;
  private double targets;
  private double targetSquares;
  private double errors;
  private double errorSquares;

  /**
   * Adds a step.
   *
   * @param stepLoss the loss of the step
   * @param policy its part for the policy
   * @param valueError its part for the value, without a coefficient
   * @param kl how far the policy moved; 0 where nothing measures it
   * @param target what the value should have been
   */
  public void add(
      double stepLoss,
      double policy,
      double valueError,
      double kl,
      double stepEntropy,
      double target,
      double value) {
    count++;
    loss += stepLoss;
    policyLoss += policy;
    valueLoss += valueError;
    divergence += kl;
    entropy += stepEntropy;
    targets += target;
    targetSquares += target * target;
    errors += target - value;
    errorSquares += (target - value) * (target - value);
  }

  /** The mean loss. */
  public double loss() {
    return loss / count;
  }

  /** The mean divergence. */
  public double divergence() {
    return divergence / count;
  }

  /** The means but for the divergence, under the names of RLlib. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("total_loss", loss());
    report.put("policy_loss", policyLoss / count);
    report.put("vf_loss", valueLoss / count);
    report.put("vf_explained_var", explainedVariance());
    report.put("entropy", entropy / count);
    return report;
  }

  /** 1 - Var(target - value) / Var(target), at least -1; 0 when all targets are equal. */
  private double explainedVariance() {
    double variance = targetSquares / count - (targets / count) * (targets / count);
    double left = errorSquares / count - (errors / count) * (errors / count);
    return variance > 1e-12 ? Math.max(-1, 1 - left / variance) : 0;
  }
}
