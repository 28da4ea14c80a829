package org.tune4j.rl.algorithm.dqn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.replay.Batch;
import org.tune4j.rl.replay.PrioritizedReplay;
import org.tune4j.rl.replay.ReplayBuffer;
import org.tune4j.rl.rollout.NStep;
import org.tune4j.rl.rollout.Sampler;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/**
 * Deep Q-networks: one round makes a few steps in each environment, then learns from replayed
 * transitions.
 */
public final class Dqn implements Algorithm {
  private final CommonConfig common;
  private final DqnConfig config;
  private final Training training;
  private final Model model;
  private final DqnLearner learner;
  private final ReplayBuffer buffer;
  private final NStep[] pending;
  private final Schedule beta;
  private final TrainingRatio ratio;
  private final SavedRandom replaying;
  private final Batch batch;
  private final float[][] q;
  private long rounds;
  private long targetUpdates;
  private long lastTargetUpdate;

  /** From a resolved config. */
  public Dqn(Config resolved, Training training) {
    this.training = training;
    common = Binding.bind(CommonConfig.class, resolved);
    config = Binding.bind(DqnConfig.class, resolved);
    int actions = training.distribution().parameters();
    int environments = training.sampler().count();
    NetworkSpec spec =
        common
            .model()
            .actionValues(training.observationSize(), actions, config.hiddens(), config.dueling());
    model = Model.dense(spec, training.seed(), config.adamEpsilon());
    learner = new DqnLearner(config, model, common.trainBatchSize(), actions);
    buffer = config.buffer(training.observationSize(), training.actionSize());
    pending = new NStep[environments];
    Arrays.setAll(pending, i -> new NStep(config.nStep(), common.gamma()));
    beta = config.beta();
    ratio =
        TrainingRatio.of(
            config.trainingIntensity(),
            common.trainBatchSize(),
            common.rolloutFragmentLength() * environments);
    replaying = new SavedRandom(training.seed(), "replay", 0);
    batch = new Batch(common.trainBatchSize(), training.observationSize(), training.actionSize());
    q = new float[environments][actions];
  }

  @Override
  public void round() {
    training.sampling(this::sample);
    rounds++;
    if (buffer.size() > 0
        && buffer.added() >= config.learningStarts()
        && rounds % ratio.rounds() == 0) {
      training.learning(this::learn);
    }
    if (training.sampled() - lastTargetUpdate >= config.targetNetworkUpdateFreq()) {
      learner.copyToTarget();
      targetUpdates++;
      lastTargetUpdate = training.sampled();
    }
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public Map<String, Object> learnerStats() {
    Map<String, Object> stats = new LinkedHashMap<>(learner.report());
    stats.put("cur_exploration", training.exploration().level(training.sampled()));
    return stats;
  }

  @Override
  public void report(Map<String, Object> info) {
    info.put("num_target_updates", targetUpdates);
    info.put("last_target_update_ts", lastTargetUpdate);
  }

  @Override
  public void save(StateWriter out) {
    model.save(out);
    learner.save(out);
    replaying.save(out, "replay_random");
    out.put("rounds", rounds);
    out.put("target_updates", targetUpdates);
    out.put("last_target_update", lastTargetUpdate);
    for (NStep steps : pending) {
      steps.save(out);
    }
    out.put("buffer_stored", config.storeBufferInCheckpoints());
    if (config.storeBufferInCheckpoints()) {
      buffer.save(out);
    }
  }

  @Override
  public void restore(StateReader in, boolean[] fresh) {
    model.restore(in);
    learner.restore(in);
    replaying.restore(in, "replay_random");
    rounds = in.getLong("rounds");
    targetUpdates = in.getLong("target_updates");
    lastTargetUpdate = in.getLong("last_target_update");
    for (int i = 0; i < pending.length; i++) {
      pending[i].restore(in);
      if (fresh[i]) {
        pending[i].clear();
      }
    }
    if (in.getBoolean("buffer_stored")) {
      buffer.restore(in);
    }
  }

  private void sample() {
    Sampler sampler = training.sampler();
    for (int step = 0; step < common.rolloutFragmentLength(); step++) {
      model.network().forward(sampler.observations(), sampler.count());
      ActionValues.read(model.network(), sampler.count(), q);
      training.step(q);
      for (int i = 0; i < pending.length; i++) {
        pending[i].step(
            sampler.previous()[i],
            training.action(i),
            sampler.reward(i),
            sampler.next()[i],
            sampler.terminated(i),
            sampler.ended(i),
            buffer);
      }
    }
  }

  private void learn() {
    for (int update = 0; update < ratio.updates(); update++) {
      if (buffer instanceof PrioritizedReplay prioritized) {
        prioritized.correct(beta.at(training.sampled()));
      }
      buffer.sample(batch, replaying);
      buffer.update(batch, learner.learn(batch, training.sampled()));
      training.countTrained(batch.size());
    }
  }
}
