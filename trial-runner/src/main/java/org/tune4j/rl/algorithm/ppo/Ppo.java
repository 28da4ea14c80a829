package org.tune4j.rl.algorithm.ppo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.rollout.Sampler;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/**
 * Proximal policy optimisation: one round collects a batch with the current policy and learns from
 * it.
 */
public final class Ppo implements Algorithm {
  private static final double ADAM_EPSILON = 1e-8;

  private final CommonConfig common;
  private final PpoConfig config;
  private final Training training;
  private final Model model;
  private final PpoLearner learner;
  private final Trajectory[] open;
  private final float[][] single = new float[1][];

  /** From a resolved config. */
  public Ppo(Config resolved, Training training) {
    this.training = training;
    common = Binding.bind(CommonConfig.class, resolved);
    config = Binding.bind(PpoConfig.class, resolved);
    model =
        common
            .model()
            .policyAndValueModel(
                List.of(training.observationSize()),
                training.distribution().parameters(),
                training.seed(),
                parameters -> new Adam(parameters, ADAM_EPSILON));
    learner = new PpoLearner(config, model, training.distribution(), training.seed());
    open = new Trajectory[training.sampler().count()];
    Arrays.setAll(open, i -> new Trajectory());
  }

  @Override
  public void round() {
    PpoBatch batch = new PpoBatch();
    training.sampling(() -> collect(batch));
    training.learning(() -> learner.learn(batch, training.sampled()));
    training.countTrained(batch.size());
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public Map<String, Object> learnerStats() {
    if (model.metrics().isEmpty()) {
      return learner.report();
    }
    Map<String, Object> stats = new LinkedHashMap<>(learner.report());
    stats.put("model", model.metrics());
    return stats;
  }

  @Override
  public void save(StateWriter out) {
    model.save(out);
    learner.save(out);
    for (Trajectory trajectory : open) {
      trajectory.save(out);
    }
  }

  @Override
  public void restore(StateReader in, boolean[] fresh) {
    model.restore(in);
    learner.restore(in);
    for (int i = 0; i < open.length; i++) {
      open[i].restore(in);
      if (fresh[i]) {
        open[i].clear();
      }
    }
  }

  private void collect(PpoBatch batch) {
    while (batch.size() < common.trainBatchSize()) {
      for (int step = 1; step <= common.rolloutFragmentLength(); step++) {
        step();
        close(batch, step == common.rolloutFragmentLength() && !common.completeEpisodes());
      }
    }
  }

  private void step() {
    Network network = model.network();
    Sampler sampler = training.sampler();
    network.forward(sampler.observations(), sampler.count());
    training.step(network.output(0));
    for (int i = 0; i < open.length; i++) {
      open[i].add(
          sampler.previous()[i],
          training.action(i),
          network.output(0)[i],
          network.output(1)[i][0],
          sampler.reward(i));
    }
  }

  /** Moves finished trajectories into the batch; with {@code all} also those that go on. */
  private void close(PpoBatch batch, boolean all) {
    Sampler sampler = training.sampler();
    for (int i = 0; i < open.length; i++) {
      if (all || sampler.ended(i)) {
        double last = sampler.terminated(i) ? 0 : value(sampler.next()[i]);
        batch.add(open[i], last, common.gamma(), config.lambda(), training.distribution());
        open[i].clear();
      }
    }
  }

  private double value(float[] observation) {
    single[0] = observation;
    model.network().forward(single, 1);
    return model.network().output(1)[0][0];
  }
}
