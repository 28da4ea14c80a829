package org.tune4j.rl.algorithm.marwil;

import java.util.LinkedHashMap;
import java.util.Map;

/** Sums over the steps of a batch. Not thread-safe. */
final class MarwilStats {
  private int count;
  private double loss;
  private double policyLoss;
  private double valueLoss;
  private double returns;
  private double returnSquares;
  private double errors;
  private double errorSquares;

  void add(double stepLoss, double policy, double valueError, double earned, double value) {
    count++;
    loss += stepLoss;
    policyLoss += policy;
    valueLoss += valueError;
    returns += earned;
    returnSquares += earned * earned;
    errors += earned - value;
    errorSquares += (earned - value) * (earned - value);
  }

  double loss() {
    return loss / count;
  }

  /** The means under the names of RLlib. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("total_loss", loss());
    report.put("policy_loss", policyLoss / count);
    report.put("vf_loss", valueLoss / count);
    report.put("vf_explained_var", explainedVariance());
    return report;
  }

  /** 1 - Var(return - value) / Var(return), at least -1; 0 when all returns are equal. */
  private double explainedVariance() {
    double variance = returnSquares / count - (returns / count) * (returns / count);
    double left = errorSquares / count - (errors / count) * (errors / count);
    return variance > 1e-12 ? Math.max(-1, 1 - left / variance) : 0;
  }
}
