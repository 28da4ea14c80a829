package org.tune4j.rl.algorithm.dqn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.model.NoisyNetwork;
import org.tune4j.rl.model.Targets;
import org.tune4j.rl.replay.Batch;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Learns from batches of transitions; keeps the target network. */
final class DqnLearner {
  private final DqnConfig config;
  private final Model model;
  private final Criterion criterion;
  private final Targets targets;
  private final Schedule learningRate;
  private final SavedRandom random;
  private Map<String, Object> report = Map.of();

  /**
   * @param criterion with room for the batches that come
   * @param seed the trial's
   */
  DqnLearner(DqnConfig config, Model model, Criterion criterion, long seed) {
    this.config = config;
    this.model = model;
    this.criterion = criterion;
    targets = new Targets(model);
    learningRate = config.learningRate();
    random = new SavedRandom(seed, "learner_noise", 0);
  }

  Map<String, Object> report() {
    return report;
  }

  /** Makes the target network equal to the online one. */
  void copyToTarget() {
    targets.copy();
  }

  /**
   * Learns from a batch.
   *
   * @param step environment steps so far
   * @return how wrong each transition was, before the update; overwritten by the next call
   */
  float[] learn(Batch batch, long step) {
    double loss = compare(batch);
    double rate = learningRate.at(step);
    DivergedException.check("Q-learning", loss, step, rate);
    model.learn(criterion.gradients(), rate, config.maximumNorm());
    report(batch, loss, rate);
    return criterion.errors();
  }

  /**
   * How wrong each transition is, without learning from it.
   *
   * @return as of {@link #learn}
   */
  float[] rate(Batch batch) {
    compare(batch);
    return criterion.errors();
  }

  /** With noise, the choice, the rating and the update have noise of their own each. */
  private double compare(Batch batch) {
    Network online = model.network();
    Network rater = targets.network();
    noise(rater);
    rater.forward(batch.next(), batch.size());
    if (config.doubleQ()) {
      noise(online);
      online.forward(batch.next(), batch.size());
    }
    criterion.aim(batch, config.doubleQ() ? online : rater, rater);
    noise(online);
    online.forward(batch.observations(), batch.size());
    return criterion.compare(batch, online);
  }

  private void noise(Network network) {
    if (network instanceof NoisyNetwork noisy) {
      noisy.noise(random);
    }
  }

  private void report(Batch batch, double batchLoss, double rate) {
    double sum = 0;
    double error = 0;
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < batch.size(); i++) {
      float value = criterion.taken()[i];
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      error += criterion.errors()[i];
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
    targets.save(out);
    random.save(out, "learner_random");
  }

  void restore(StateReader in) {
    targets.restore(in);
    random.restore(in, "learner_random");
  }
}
