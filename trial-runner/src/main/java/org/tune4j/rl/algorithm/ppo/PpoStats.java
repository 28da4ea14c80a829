package org.tune4j.rl.algorithm.ppo;

import java.util.LinkedHashMap;
import java.util.Map;

/** Sums over the steps of an epoch. */
final class PpoStats {
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

  void add(
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

  double loss() {
    return loss / count;
  }

  double divergence() {
    return divergence / count;
  }

  /** The means under the names of RLlib. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("total_loss", loss());
    report.put("policy_loss", policyLoss / count);
    report.put("vf_loss", valueLoss / count);
    report.put("vf_explained_var", explainedVariance());
    report.put("kl", divergence());
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
