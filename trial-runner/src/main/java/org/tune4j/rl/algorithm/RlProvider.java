package org.tune4j.rl.algorithm;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.algorithm.a3c.A2c;
import org.tune4j.rl.algorithm.a3c.A3c;
import org.tune4j.rl.algorithm.ars.Ars;
import org.tune4j.rl.algorithm.ddpg.Ddpg;
import org.tune4j.rl.algorithm.dqn.Dqn;
import org.tune4j.rl.algorithm.dqn.SimpleQ;
import org.tune4j.rl.algorithm.es.Es;
import org.tune4j.rl.algorithm.impala.Impala;
import org.tune4j.rl.algorithm.marwil.Marwil;
import org.tune4j.rl.algorithm.pg.Pg;
import org.tune4j.rl.algorithm.ppo.Ppo;
import org.tune4j.rl.algorithm.sac.Sac;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrainableProvider;
import org.tune4j.runner.TrainableType;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.trial.Objective;
import org.tune4j.trial.PlacementGroup;

/** Registers the algorithms. Nothing of DL4J is loaded before a trial starts. */
public final class RlProvider implements TrainableProvider {

  static final List<AlgorithmKind> KINDS =
      List.of(
          SimpleQ.KIND,
          Dqn.KIND,
          Pg.KIND,
          A2c.KIND,
          A3c.KIND,
          Ppo.KIND,
          Impala.KIND,
          Impala.APPO,
          Ddpg.KIND,
          Ddpg.TD3,
          Sac.KIND,
          Es.KIND,
          Ars.KIND,
          Marwil.KIND,
          Marwil.BC);

  private static final Set<String> METRICS =
      Set.of(
          "episode_reward_mean",
          "episode_reward_min",
          "episode_reward_max",
          "episode_len_mean",
          "curriculum_phase",
          "custom_metrics/*",
          "evaluation/*",
          "hist_stats/*",
          "info/*",
          "off_policy_estimator/*",
          "timers/*");

  /** The algorithm of that name. */
  static AlgorithmKind kind(String name) {
    return KINDS.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no algorithm " + name));
  }

  private record Type(AlgorithmKind kind) implements TrainableType {
    @Override
    public String name() {
      return kind.name();
    }

    @Override
    public Trainable create() {
      return new AlgorithmTrainable(kind);
    }

    @Override
    public ConfigSchema schema() {
      return kind.settings().schema();
    }

    @Override
    public boolean endsByItself() {
      return false;
    }

    @Override
    public @Nullable PlacementGroup resources(Config config) {
      return WorkerResources.of(config);
    }

    @Override
    public Set<String> resourceKeys() {
      return WorkerResources.KEYS;
    }

    /** A callback may report anything more. */
    @Override
    public Set<String> metrics() {
      return METRICS;
    }

    @Override
    public Objective objective() {
      return new Objective("episode_reward_mean", Objective.Mode.MAX);
    }
  }

  @Override
  public List<TrainableType> types() {
    return KINDS.stream().map(kind -> (TrainableType) new Type(kind)).toList();
  }
}
