package org.tune4j.rl.algorithm.ddpg;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.AlgorithmKind;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
import org.tune4j.rl.algorithm.TargetUpdates;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Networks;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.rl.replay.Experience;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Deep deterministic policy gradients: one round makes a step in each environment, then learns from
 * replayed transitions. TD3 is the same with other settings.
 */
public final class Ddpg implements Algorithm {
  /** DDPG, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind("DDPG", DdpgSettings.ALL, false, Ddpg::policies, Ddpg::new);

  /** TD3, as users write it. */
  public static final AlgorithmKind TD3 =
      new AlgorithmKind("TD3", DdpgSettings.TD3, false, Ddpg::policies, Ddpg::new);

  private static final double ADAM_EPSILON = 1e-8;

  private final DdpgConfig config;
  private final Training training;
  private final Model actor;
  private final DdpgLearner learner;
  private final Experience experience;
  private final TargetUpdates targetUpdates;

  /** From a resolved config. */
  Ddpg(Config resolved, Training training) {
    this.training = training;
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    config = Binding.bind(DdpgConfig.class, resolved);
    ActorPolicy policy = (ActorPolicy) training.policy();
    Adam adam = new Adam(policy.spec().parameterCount(), ADAM_EPSILON);
    actor = Model.of(policy.spec(), policy.network(), training.seed(), adam);
    training.actWith(actor);
    learner =
        new DdpgLearner(
            config,
            policy,
            actor,
            common.trainBatchSize(),
            training.observationSize(),
            training.seed());
    experience = training.experience(resolved);
    targetUpdates = new TargetUpdates(config.targetNetworkUpdateFreq());
  }

  private static PolicyMaker policies(Config resolved) {
    DdpgConfig config = Binding.bind(DdpgConfig.class, resolved);
    return (observations, actions) -> {
      ActionRange range = new ActionRange(box(actions));
      return new ActorPolicy(
          Networks.actor(observations.size(), config.actor(), actions.size(), range.activation()),
          range);
    };
  }

  private static Box box(Space actions) {
    if (actions instanceof Box box) {
      return box;
    }
    throw new InvalidInputException(
        new Problem(
            "env: DDPG and TD3 need one Box of actions, but there is " + actions,
            null,
            "use SAC or DQN for discrete actions, PPO for several"));
  }

  @Override
  public void round() {
    training.sampling(() -> experience.add(training.sample()));
    training.learning(this::learn);
  }

  private void learn() {
    for (int left = experience.updates(); left > 0; left--) {
      var batch = experience.draw(training.sampled());
      training.learnOn(batch);
      experience.update(learner.learn(batch, training.sampled()));
      training.countTrained(batch.size());
      boolean due = targetUpdates.due(training.sampled());
      if (learner.learnsActor() && due) {
        learner.follow();
        targetUpdates.count(training.sampled());
      }
    }
  }

  @Override
  public Model model() {
    return actor;
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
    actor.save(out);
    learner.save(out);
    experience.save(out);
    targetUpdates.save(out);
  }

  @Override
  public void restore(StateReader in, boolean[] fresh) {
    actor.restore(in);
    learner.restore(in);
    experience.restore(in, fresh);
    targetUpdates.restore(in);
  }
}
