package org.tune4j.rl.algorithm.impala;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.algorithm.HeadGradients;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.model.Model;

/** Learns from one batch after the other, one step down the gradient for each. */
final class ImpalaLearner {
  private final ImpalaConfig config;
  private final Model model;
  private final Objective objective;
  private final Schedule learningRate;
  private final Schedule entropyCoefficient;
  private final HeadGradients heads;
  private Map<String, Object> report = Map.of();

  /**
   * @param outputs how many parameters the policy's distribution has
   */
  ImpalaLearner(ImpalaConfig config, Model model, Objective objective, int outputs) {
    this.config = config;
    this.model = model;
    this.objective = objective;
    learningRate = config.learningRate();
    entropyCoefficient = config.entropyCoefficient();
    heads = new HeadGradients(outputs, 1);
  }

  Map<String, Object> report() {
    return report;
  }

  /**
   * Goes one step.
   *
   * @param step environment steps so far
   */
  void learn(UnrollBatch batch, long step) {
    double rate = learningRate.at(step);
    double entropy = entropyCoefficient.at(step);
    float[][] rows = batch.rows();
    model.network().forward(rows, rows.length);
    float[][] outputs = model.network().output(0);
    float[][] values = model.network().output(1);
    double[] ratios = new double[batch.size()];
    objective.begin(batch, outputs, entropy, ratios);
    if (config.vtrace()) {
      double[] estimates = new double[rows.length];
      Arrays.setAll(estimates, i -> values[i][0]);
      batch.correct(config.trace(), ratios, estimates);
    }
    PolicyStats stats = new PolicyStats();
    float[][][] gradients = heads.rows(rows.length);
    for (int i = 0; i < batch.size(); i++) {
      objective.add(batch, i, outputs[i], values[i][0], gradients[0][i], gradients[1][i], stats);
    }
    for (int i = batch.size(); i < rows.length; i++) {
      // What came after a piece says what values should be; it is not itself learned from.
      Arrays.fill(gradients[0][i], 0);
      gradients[1][i][0] = 0;
    }
    DivergedException.check("the actor-critic", stats.loss(), step, rate);
    model.learn(gradients, rate, config.maximumNorm());
    objective.updated(stats);
    report = new LinkedHashMap<>(stats.report());
    report.put("cur_lr", rate);
    report.put("entropy_coeff", entropy);
    report.put("grad_gnorm", model.gradientNorm());
    objective.report(stats, report);
  }
}
