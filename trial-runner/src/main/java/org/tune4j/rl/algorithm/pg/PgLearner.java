package org.tune4j.rl.algorithm.pg;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.algorithm.HeadGradients;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.distribution.Evaluator;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.rollout.AdvantageBatch;

/** Learns from one batch after the other, one step down the gradient for each. */
final class PgLearner {
  private final Model model;
  private final Evaluator evaluator;
  private final Schedule learningRate;
  private final HeadGradients heads;
  private Map<String, Object> report = Map.of();

  PgLearner(PgConfig config, Model model, Distribution distribution) {
    this.model = model;
    evaluator = distribution.evaluator();
    learningRate = config.learningRate();
    heads = new HeadGradients(distribution.parameters());
  }

  Map<String, Object> report() {
    return report;
  }

  /**
   * Goes one step.
   *
   * @param batch whose advantages are the discounted returns
   * @param step environment steps so far
   */
  void learn(AdvantageBatch batch, long step) {
    double rate = learningRate.at(step);
    int rows = batch.size();
    model.network().forward(batch.observations(), rows);
    float[][] outputs = model.network().output(0);
    float[][][] gradients = heads.rows(rows);
    double sum = 0;
    double entropy = 0;
    for (int i = 0; i < rows; i++) {
      double advantage = batch.advantages()[i];
      sum +=
          PgLoss.add(evaluator, outputs[i], batch.actions()[i], advantage, rows, gradients[0][i]);
      entropy += evaluator.entropy();
    }
    DivergedException.check("PG", sum, step, rate);
    model.learn(gradients, rate, Double.POSITIVE_INFINITY);
    report = new LinkedHashMap<>();
    report.put("policy_loss", sum / rows);
    report.put("entropy", entropy / rows);
    report.put("cur_lr", rate);
    report.put("grad_gnorm", model.gradientNorm());
  }
}
