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
              true));
}
