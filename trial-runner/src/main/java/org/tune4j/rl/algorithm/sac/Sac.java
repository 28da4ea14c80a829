package org.tune4j.rl.algorithm.sac;

import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.AlgorithmKind;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
import org.tune4j.rl.algorithm.PolicyGradients;
import org.tune4j.rl.algorithm.TargetUpdates;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.distribution.SquashedGaussian;
import org.tune4j.rl.model.Activation;
import org.tune4j.rl.model.Init;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Networks;
import org.tune4j.rl.policy.NetworkPolicy;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.rl.replay.Experience;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Soft actor-critic: one round makes a step in each environment, then learns from replayed
 * transitions.
 */
public final class Sac implements Algorithm {
  /** SAC, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind("SAC", SacSettings.ALL, false, Sac::policies, Sac::new);

  private static final double ADAM_EPSILON = 1e-8;

  private final SacConfig config;
  private final Training training;
  private final Model actor;
  private final SacLearner learner;
  private final Experience experience;
  private final TargetUpdates targetUpdates;

  /** From a resolved config. */
  Sac(Config resolved, Training training) {
    this.training = training;
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    config = Binding.bind(SacConfig.class, resolved);
    actor = PolicyGradients.model(training, ADAM_EPSILON);
    learner = learner(common.trainBatchSize());
    experience = training.experience(resolved);
    targetUpdates = new TargetUpdates(config.targetNetworkUpdateFreq());
  }

  private SacLearner learner(int rows) {
    int observation = training.observationSize();
    long seed = training.seed();
    return switch (training.policy().distribution()) {
      case SquashedGaussian squashed ->
          new ContinuousLearner(config, squashed, actor, rows, observation, seed);
      case Categorical categorical ->
          new DiscreteLearner(config, categorical, actor, rows, observation, seed);
      default -> throw new IllegalStateException("SAC: no policy of it has this distribution");
    };
  }

  private static PolicyMaker policies(Config resolved) {
    SacConfig config = Binding.bind(SacConfig.class, resolved);
    return (observations, actions) -> {
      Distribution distribution = distribution(actions);
      return new NetworkPolicy(
          Networks.actor(
              observations.size(),
              config.policyModel().spec(new Init.Normalised(0.01)),
              distribution.parameters(),
              Activation.LINEAR),
          distribution);
    };
  }

  private static Distribution distribution(Space actions) {
    if (actions instanceof Discrete discrete) {
      return new Categorical(discrete.n());
    }
    if (actions instanceof Box box) {
      try {
        return new SquashedGaussian(box);
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(
            new Problem("env: SAC: " + e.getMessage(), null, "use PPO, which needs no bounds"));
      }
    }
    throw new InvalidInputException(
        new Problem(
            "env: SAC needs one Discrete or one Box of actions, but there is " + actions,
            null,
            "use PPO"));
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
      if (targetUpdates.due(training.sampled())) {
        learner.follow(config.tau());
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
    return learner.report();
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
