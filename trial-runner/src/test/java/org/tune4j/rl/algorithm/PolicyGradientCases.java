package org.tune4j.rl.algorithm;

import java.util.List;
import org.tune4j.space.Config;

/** What PG, A2C, A3C, PPO, IMPALA and APPO must learn. */
final class PolicyGradientCases {
  private PolicyGradientCases() {}

  private static final Config PG =
      Config.parse(
          """
          {"env": "CartPole-v0", "lr": 0.01, "train_batch_size": 600, "rollout_fragment_length": 200,
           "batch_mode": "complete_episodes", "model": {"fcnet_hiddens": [32]}}
          """);

  /** RLlib's cartpole-a2c.yaml. */
  private static final Config A2C =
      Config.parse(
          """
          {"env": "CartPole-v0", "train_batch_size": 40, "rollout_fragment_length": 20, "num_workers": 0, "lr": 0.001}
          """);

  /** RLlib's cartpole-a3c.yaml. */
  private static final Config A3C =
      Config.parse("{\"env\": \"CartPole-v0\", \"num_workers\": 1, \"gamma\": 0.95}");

  static final List<LearningCase> ALL =
      List.of(
          cartPole("PG", "cartpole-pg", PG, 100_000, true),
          cartPole("A2C", "RLlib's cartpole-a2c", A2C, 500_000, false),
          cartPole("A3C", "RLlib's cartpole-a3c", A3C, 200_000, false),
          cartPole("PPO", "RLlib's cartpole-ppo", Trials.CARTPOLE_PPO, 100_000, true));

  private static LearningCase cartPole(
      String algorithm, String name, Config config, long budget, boolean quick) {
    return new LearningCase(algorithm, name, config, 150, budget, 5, quick);
  }
}
