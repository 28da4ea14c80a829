package org.tune4j.rl.algorithm.dqn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.replay.Batch;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Learns from batches of transitions; keeps the target network. */
final class DqnLearner {
  private final DqnConfig config;
  private final Model model;
  private final Network target;
  private final float[] targetParameters;
  private final Schedule learningRate;
  private final DqnLoss loss;
  private final float[][] q;
  private final float[][] chooser;
  private final float[][] rater;
  private final float[] errors;
  private final float[][][] gradients;
  private Map<String, Object> report = Map.of();

  /**
   * @param rows how many transitions a batch has
   */
  DqnLearner(DqnConfig config, Model model, int rows, int actions) {
    this.config = config;
    this.model = model;
    target = model.twin();
    targetParameters = new float[model.parameters().length];
    learningRate = config.learningRate();
    loss = config.loss();
    q = new float[rows][actions];
    chooser = new float[rows][actions];
    rater = new float[rows][actions];
    errors = new float[rows];
    gradients =
        config.dueling()
            ? new float[][][] {new float[rows][actions], new float[rows][1]}
            : new float[][][] {new float[rows][actions]};
    copyToTarget();
  }

  Map<String, Object> report() {
    return report;
  }

  /** Makes the target network equal to the online one. */
  void copyToTarget() {
    System.arraycopy(model.parameters(), 0, targetParameters, 0, targetParameters.length);
    target.load(targetParameters);
  }

  /**
   * Learns from a batch.
   *
   * @param step environment steps so far
   * @return Q(s, a) - target of each transition, before the update
   */
  float[] learn(Batch batch, long step) {
    rateNext(batch);
    Network online = model.network();
    online.forward(batch.observations(), batch.size());
    ActionValues.read(online, batch.size(), q);
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      sum += row(batch, i);
    }
    double rate = learningRate.at(step);
    DivergedException.check("DQN", sum, step, rate);
    model.learn(gradients, rate, config.maximumNorm());
    report(batch, sum, rate);
    return errors;
  }

  private void rateNext(Batch batch) {
    target.forward(batch.next(), batch.size());
    ActionValues.read(target, batch.size(), rater);
    if (config.doubleQ()) {
      model.network().forward(batch.next(), batch.size());
      ActionValues.read(model.network(), batch.size(), chooser);
    }
  }

  private double row(Batch batch, int i) {
    int action = (int) batch.actions()[i][0];
    float[] choosing = config.doubleQ() ? chooser[i] : rater[i];
    errors[i] =
        q[i][action] - DqnLoss.target(batch.rewards()[i], batch.discounts()[i], choosing, rater[i]);
    double share = batch.weights()[i] / batch.size();
    float gradient = (float) (share * loss.gradient(errors[i]));
    ActionValues.gradient(
        action, gradient, gradients[0][i], config.dueling() ? gradients[1][i] : NONE);
    return share * loss.of(errors[i]);
  }

  private static final float[] NONE = new float[0];

  private void report(Batch batch, double batchLoss, double rate) {
    double sum = 0;
    double error = 0;
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < batch.size(); i++) {
      float value = q[i][(int) batch.actions()[i][0]];
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      error += errors[i];
    }
    report = new LinkedHashMap<>();
    report.put("mean_q", sum / batch.size());
    report.put("min_q", min);
    report.put("max_q", max);
    report.put("mean_td_error", error / batch.size());
    report.put("loss", batchLoss);
    report.put("cur_lr", rate);
    report.put("grad_gnorm", model.gradientNorm());
  }

  void save(StateWriter out) {
    out.put("target_parameters", targetParameters);
  }

  void restore(StateReader in) {
    in.getFloats("target_parameters", targetParameters);
    target.load(targetParameters);
  }
}
