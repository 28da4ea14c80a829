package org.tune4j.rl.algorithm.a3c;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.algorithm.HeadGradients;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.distribution.Evaluator;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.rollout.AdvantageBatch;

/** Learns from one batch after the other, one step down the gradient for each. */
final class ActorCriticLearner {
  private final A3cConfig config;
  private final Model model;
  private final Evaluator evaluator;
  private final Schedule learningRate;
  private final Schedule entropyCoefficient;
  private final HeadGradients heads;
  private final float[] gradient;
  private final float[] part;
  private float[][] observations = new float[0][];
  private Map<String, Object> report = Map.of();

  ActorCriticLearner(A3cConfig config, Model model, Distribution distribution) {
    this.config = config;
    this.model = model;
    evaluator = distribution.evaluator();
    learningRate = config.learningRate();
    entropyCoefficient = config.entropyCoefficient();
    heads = new HeadGradients(distribution.parameters(), 1);
    gradient = new float[model.parameters().length];
    part = new float[model.parameters().length];
  }

  Map<String, Object> report() {
    return report;
  }

  /**
   * Goes one step.
   *
   * @param network with the parameters that the gradient is computed at
   * @param microbatch how many rows at a time; what comes out is the same
   * @param step environment steps so far
   */
  void learn(Network network, AdvantageBatch batch, int microbatch, long step) {
    double rate = learningRate.at(step);
    double entropy = entropyCoefficient.at(step);
    ActorCriticLoss loss = new ActorCriticLoss(config.vfLossCoeff(), entropy);
    PolicyStats stats = new PolicyStats();
    for (int from = 0; from < batch.size(); from += microbatch) {
      int rows = Math.min(microbatch, batch.size() - from);
      float[][][] outputs = outputs(network, batch, from, rows, loss, stats);
      model.gradient(network, outputs, from == 0 ? gradient : part);
      if (from > 0) {
        add(gradient, part);
      }
    }
    DivergedException.check("the actor-critic", stats.loss(), step, rate);
    model.apply(gradient, rate, config.maximumNorm());
    report = new LinkedHashMap<>(stats.report());
    report.put("cur_lr", rate);
    report.put("entropy_coeff", entropy);
    report.put("grad_gnorm", model.gradientNorm());
  }

  private float[][][] outputs(
      Network network,
      AdvantageBatch batch,
      int from,
      int rows,
      ActorCriticLoss loss,
      PolicyStats stats) {
    if (observations.length < rows) {
      observations = new float[rows][];
    }
    System.arraycopy(batch.observations(), from, observations, 0, rows);
    network.forward(observations, rows);
    float[][] outputs = network.output(0);
    float[][] values = network.output(1);
    float[][][] into = heads.rows(rows);
    for (int i = 0; i < rows; i++) {
      loss.add(
          evaluator,
          batch.actions()[from + i],
          batch.advantages()[from + i],
          batch.targets()[from + i],
          outputs[i],
          values[i][0],
          into[0][i],
          into[1][i],
          stats);
    }
    return into;
  }

  private static void add(float[] sum, float[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }
}
