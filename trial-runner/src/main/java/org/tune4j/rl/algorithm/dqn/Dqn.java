package org.tune4j.rl.algorithm.dqn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.AlgorithmKind;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
import org.tune4j.rl.algorithm.TargetUpdates;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.rl.replay.BatchHook;
import org.tune4j.rl.replay.Experience;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Deep Q-networks: one round makes a few steps in each environment, then learns from replayed
 * transitions.
 */
public final class Dqn implements Algorithm {
  /** DQN, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind("DQN", DqnSettings.ALL, false, Dqn::policies, Dqn::new);

  private final DqnConfig config;
  private final Training training;
  private final Model model;
  private final DqnLearner learner;
  private final Experience experience;
  private final BatchHook hook;
  private final TargetUpdates targetUpdates;

  /** From a resolved config. */
  Dqn(Config resolved, Training training) {
    this.training = training;
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    config = Binding.bind(DqnConfig.class, resolved);
    QPolicy policy = (QPolicy) training.policy();
    model = policy.model(training.seed(), config.adamEpsilon());
    training.actWith(model);
    learner =
        new DqnLearner(
            config, model, policy.criterion(config, common.trainBatchSize()), training.seed());
    hook = config.hook();
    experience = training.experience(resolved);
    targetUpdates = new TargetUpdates(config.targetNetworkUpdateFreq());
  }

  static PolicyMaker policies(Config resolved) {
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    DqnConfig config = Binding.bind(DqnConfig.class, resolved);
    return (observations, actions) -> {
      int n = count(actions);
      NetworkSpec spec = common.model().actionValues(observations.shape(), n, config.branches());
      return new QPolicy(config.architecture(spec), n, () -> QHead.of(config, n));
    };
  }

  private static int count(Space actions) {
    if (actions instanceof Discrete discrete) {
      return discrete.n();
    }
    throw new InvalidInputException(
        new Problem(
            "env: Q-learning needs one discrete action, but there is " + actions,
            null,
            "use PPO, or SAC for continuous actions"));
  }

  @Override
  public void round() {
    training.sampling(this::sample);
    training.learning(this::learn);
    if (targetUpdates.due(training.sampled())) {
      learner.copyToTarget();
      targetUpdates.count(training.sampled());
    }
  }

  private void sample() {
    List<Trajectory> trajectories = training.sample();
    experience.add(trajectories);
    if (config.workerSidePrioritization()) {
      experience.rate(learner::rate);
    }
  }

  private void learn() {
    for (int left = experience.updates(); left > 0; left--) {
      var batch = experience.draw(training.sampled());
      training.learnOn(batch);
      hook.beforeLearning(batch, training.policy());
      experience.update(learner.learn(batch, training.sampled()));
      training.countTrained(batch.size());
    }
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public boolean learnsFromRecorded() {
    return true;
  }

  @Override
  public Map<String, Object> learnerStats() {
    Map<String, Object> stats = new LinkedHashMap<>(learner.report());
    stats.put("cur_exploration", training.explorationLevel());
    return stats;
  }

  @Override
  public void report(Map<String, Object> info) {
    targetUpdates.report(info);
  }

  @Override
  public void save(StateWriter out) {
    model.save(out);
    learner.save(out);
    experience.save(out);
    targetUpdates.save(out);
  }

  @Override
  public void restore(StateReader in, boolean[] fresh) {
    model.restore(in);
    learner.restore(in);
    experience.restore(in, fresh);
    targetUpdates.restore(in);
  }
}
