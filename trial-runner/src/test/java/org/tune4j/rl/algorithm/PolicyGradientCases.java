package org.tune4j.rl.algorithm;

import java.util.List;

/** What PG, A2C, A3C, PPO, IMPALA and APPO must learn. */
final class PolicyGradientCases {
  private PolicyGradientCases() {}

  static final List<LearningCase> ALL =
      List.of(
          new LearningCase(
              "PPO", "RLlib's cartpole-ppo", Trials.CARTPOLE_PPO, 150, 100_000, 5, true));
}
