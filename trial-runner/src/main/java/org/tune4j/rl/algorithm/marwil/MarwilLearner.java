package org.tune4j.rl.algorithm.marwil;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Learns from one batch after the other, and knows how large advantages are. Not thread-safe. */
final class MarwilLearner {
  private final MarwilConfig config;
  private final Model model;
  private final Distribution distribution;
  private final float[][][] gradients;
  private double meanSquare;
  private Map<String, Object> report = Map.of();

  MarwilLearner(MarwilConfig config, Model model, Distribution distribution) {
    this.config = config;
    this.model = model;
    this.distribution = distribution;
    int rows = config.trainBatchSize();
    gradients = new float[][][] {new float[rows][distribution.parameters()], new float[rows][1]};
    meanSquare = config.movingAverageSqdAdvNormStart();
  }

  Map<String, Object> report() {
    return report;
  }

  /**
   * Learns from a batch.
   *
   * @param step environment steps so far
   */
  void learn(MarwilBatch batch, long step) {
    int rows = batch.size();
    model.network().forward(batch.observations(), rows);
    float[][] outputs = model.network().output(0);
    float[][] values = model.network().output(1);
    if (config.beta() != 0) {
      follow(batch, values);
    }
    MarwilLoss loss =
        new MarwilLoss(distribution, config.beta(), config.vfCoeff(), Math.sqrt(meanSquare));
    MarwilStats stats = new MarwilStats();
    for (int i = 0; i < rows; i++) {
      loss.add(batch, i, outputs[i], values[i][0], rows, gradients[0][i], gradients[1][i], stats);
    }
    DivergedException.check("MARWIL", stats.loss(), step, config.lr());
    model.learn(gradients, config.lr(), config.maximumNorm());
    report = new LinkedHashMap<>(stats.report());
    report.put("moving_average_sqd_adv_norm", meanSquare);
    report.put("cur_lr", config.lr());
    report.put("grad_gnorm", model.gradientNorm());
  }

  private void follow(MarwilBatch batch, float[][] values) {
    double squares = 0;
    for (int i = 0; i < batch.size(); i++) {
      double advantage = batch.returns()[i] - values[i][0];
      squares += advantage * advantage;
    }
    meanSquare +=
        config.movingAverageSqdAdvNormUpdateRate() * (squares / batch.size() - meanSquare);
  }

  void save(StateWriter out) {
    out.put("mean_square", meanSquare);
  }

  void restore(StateReader in) {
    meanSquare = in.getDouble("mean_square");
  }
}
