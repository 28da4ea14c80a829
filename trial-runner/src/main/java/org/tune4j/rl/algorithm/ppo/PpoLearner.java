package org.tune4j.rl.algorithm.ppo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.distribution.Evaluator;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.rollout.AdvantageBatch;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Learns from one batch after the other: epochs of minibatches, then the adaption of the KL
 * coefficient.
 */
final class PpoLearner {
  private final PpoConfig config;
  private final Model model;
  private final Evaluator evaluator;
  private final Schedule learningRate;
  private final Schedule entropyCoefficient;
  private final SavedRandom shuffling;
  private final float[][] observations;
  private final float[][][] gradients;
  private double klCoefficient;
  private Map<String, Object> report = Map.of();

  PpoLearner(PpoConfig config, Model model, Distribution distribution, long seed) {
    this.config = config;
    this.model = model;
    evaluator = distribution.evaluator();
    learningRate = config.learningRate();
    entropyCoefficient = config.entropyCoefficient();
    shuffling = new SavedRandom(seed, "minibatches", 0);
    int rows = config.sgdMinibatchSize();
    observations = new float[rows][];
    gradients = new float[][][] {new float[rows][distribution.parameters()], new float[rows][1]};
    klCoefficient = config.klCoeff();
  }

  Map<String, Object> report() {
    return report;
  }

  /**
   * Learns from a batch.
   *
   * @param step environment steps so far
   */
  void learn(AdvantageBatch batch, long step) {
    batch.standardise();
    double rate = learningRate.at(step);
    double entropy = entropyCoefficient.at(step);
    PpoLoss loss =
        new PpoLoss(
            config.clipParam(), config.vfClipParam(), config.vfLossCoeff(), entropy, klCoefficient);
    PolicyStats stats = new PolicyStats();
    int[] order = new int[batch.size()];
    java.util.Arrays.setAll(order, i -> i);
    for (int epoch = 0; epoch < config.numSgdIter(); epoch++) {
      shuffle(order);
      stats = new PolicyStats();
      for (int from = 0; from < order.length; from += config.sgdMinibatchSize()) {
        int to = Math.min(order.length, from + config.sgdMinibatchSize());
        minibatch(batch, order, from, to, loss, stats, rate);
      }
      DivergedException.check("PPO", stats.loss(), step, rate);
    }
    report = new LinkedHashMap<>(stats.report());
    report.put("kl", stats.divergence());
    report.put("cur_kl_coeff", klCoefficient);
    report.put("cur_lr", rate);
    report.put("entropy_coeff", entropy);
    report.put("grad_gnorm", model.gradientNorm());
    adapt(stats.divergence());
  }

  private void minibatch(
      AdvantageBatch batch,
      int[] order,
      int from,
      int to,
      PpoLoss loss,
      PolicyStats stats,
      double rate) {
    int rows = to - from;
    for (int i = 0; i < rows; i++) {
      observations[i] = batch.observations()[order[from + i]];
    }
    model.network().forward(observations, rows);
    float[][] outputs = model.network().output(0);
    float[][] values = model.network().output(1);
    for (int i = 0; i < rows; i++) {
      loss.add(
          evaluator,
          batch,
          order[from + i],
          outputs[i],
          values[i][0],
          rows,
          gradients[0][i],
          gradients[1][i],
          stats);
    }
    model.learn(gradients, rate, config.maximumNorm());
  }

  private void shuffle(int[] order) {
    if (config.shuffleSequences()) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = shuffling.nextInt(i + 1);
        int held = order[i];
        order[i] = order[j];
        order[j] = held;
      }
    }
  }

  /**
   * Makes the penalty stronger when the policy moved more than twice the target, weaker when less
   * than half.
   */
  private void adapt(double divergence) {
    if (divergence > 2 * config.klTarget()) {
      klCoefficient *= 1.5;
    } else if (divergence < 0.5 * config.klTarget()) {
      klCoefficient *= 0.5;
    }
  }

  void save(StateWriter out) {
    out.put("kl_coeff", klCoefficient);
    shuffling.save(out, "shuffling");
  }

  void restore(StateReader in) {
    klCoefficient = in.getDouble("kl_coeff");
    shuffling.restore(in, "shuffling");
  }
}
