package org.tune4j.rl.algorithm;

import java.util.List;
import org.tune4j.space.Config;

/** What SimpleQ and DQN must learn. */
final class QLearningCases {
  private QLearningCases() {}

  static final List<LearningCase> ALL =
      List.of(
          new LearningCase(
              "DQN", "RLlib's cartpole-dqn", Trials.CARTPOLE_DQN, 150, 100_000, 5, true),
          new LearningCase(
              "DQN",
              "cartpole-dqn with gamma 0.99",
              Trials.CARTPOLE_DQN.with("gamma", 0.99),
              150,
              100_000,
              5,
              true),
          new LearningCase(
              "DQN",
              "CartPole-v0 with defaults",
              Config.parse("{\"env\": \"CartPole-v0\"}"),
              150,
              100_000,
              5,
              true),
          new LearningCase(
              "SimpleQ",
              "CartPole-v0 with defaults",
              Config.parse("{\"env\": \"CartPole-v0\"}"),
              150,
              50_000,
              5,
              true),
          new LearningCase(
              "DQN",
              "51 atoms from 0 to 100",
              small("{\"num_atoms\": 51, \"v_min\": 0, \"v_max\": 100}"),
              150,
              100_000,
              5,
              true),
          new LearningCase(
              "DQN",
              "noisy, epsilon 0",
              small(
                  """
                  {"noisy": true, "exploration_config": {"initial_epsilon": 0, "final_epsilon": 0}}
                  """),
              150,
              100_000,
              5,
              true));

  private static Config small(String more) {
    return Config.parse(
            """
            {"env": "CartPole-v0", "model": {"fcnet_hiddens": [64]}, "hiddens": [64]}
            """)
        .overlaidBy(Config.parse(more));
  }
}
