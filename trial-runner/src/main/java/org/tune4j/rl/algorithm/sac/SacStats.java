package org.tune4j.rl.algorithm.sac;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.algorithm.DivergedException;

/** What the last batch was like. */
final class SacStats {
  private double actorLoss;
  private double criticLoss;
  private double temperatureLoss;
  private double entropy;
  private double meanQ;
  private double minQ;
  private double maxQ;
  private double meanError;
  private boolean learned;

  /** Takes in what the critics said before they learned. */
  void critics(double loss, float[] values, float[] errors) {
    learned = true;
    criticLoss = loss;
    double sum = 0;
    double error = 0;
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      sum += values[i];
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
      error += errors[i];
    }
    meanQ = sum / values.length;
    minQ = min;
    maxQ = max;
    meanError = error / values.length;
  }

  void actor(double loss, double meanEntropy) {
    actorLoss = loss;
    entropy = meanEntropy;
  }

  void temperature(double loss) {
    temperatureLoss = loss;
  }

  /** Stops what has become NaN. */
  void check(long step, SacConfig.Rates rates) {
    DivergedException.check("SAC", criticLoss, step, rates.criticLearningRate());
    DivergedException.check("SAC", actorLoss, step, rates.actorLearningRate());
  }

  Map<String, Object> report(Temperature temperature) {
    Map<String, Object> report = new LinkedHashMap<>();
    if (learned) {
      report.put("mean_q", meanQ);
      report.put("min_q", minQ);
      report.put("max_q", maxQ);
      report.put("mean_td_error", meanError);
      report.put("critic_loss", criticLoss);
      report.put("actor_loss", actorLoss);
      report.put("alpha_loss", temperatureLoss);
      report.put("alpha_value", temperature.alpha());
      report.put("target_entropy", temperature.target());
      report.put("entropy", entropy);
    }
    return report;
  }
}
