package org.tune4j.rl.algorithm;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrainableType;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;

/** Trials of algorithms, without a sweep around them. */
public final class Trials {
  private Trials() {}

  /** RLlib's cartpole-dqn.yaml. */
  public static final Config CARTPOLE_DQN =
      Config.parse(
          """
          {"env": "CartPole-v0", "framework": "tf", "n_step": 3, "gamma": 0.95,
           "model": {"fcnet_hiddens": [64], "fcnet_activation": "linear"}}
          """);

  /** RLlib's cartpole-ppo.yaml. */
  public static final Config CARTPOLE_PPO =
      Config.parse(
          """
          {"env": "CartPole-v0", "framework": "tf", "gamma": 0.99, "lr": 0.0003, "num_workers": 1,
           "observation_filter": "MeanStdFilter", "num_sgd_iter": 6, "vf_loss_coeff": 0.01,
           "model": {"fcnet_hiddens": [32], "fcnet_activation": "linear", "vf_share_layers": true}}
          """);

  /** A trial that was set up. */
  public static Trainable start(String algorithm, Config config, long seed, Path folder)
      throws Exception {
    Trainable trainable = type(algorithm).create();
    trainable.setup(
        new TrialContext(
            "trial", 1, config, seed, Placement.on("here", Resources.ONE_CPU), folder));
    return trainable;
  }

  /** What an algorithm stands on, without the algorithm. */
  public static Training training(AlgorithmKind kind, Config resolved, long seed, double cpus) {
    return new Training(
        kind,
        resolved,
        new TrialContext(
            "trial",
            1,
            resolved,
            seed,
            Placement.on("here", new Resources(cpus, 0)),
            Path.of("nowhere")));
  }

  public static TrainableType type(String algorithm) {
    return new RlProvider()
        .types().stream().filter(t -> t.name().equals(algorithm)).findFirst().orElseThrow();
  }

  /** A result's number. */
  public static double number(Map<String, ? extends @Nullable Object> result, String name) {
    return result.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
