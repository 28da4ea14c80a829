package org.tune4j.rl.algorithm;

import java.nio.file.Path;
import java.util.List;
import org.tune4j.space.Config;

/**
 * What the algorithms that learn from files must learn: to act as well as the rule that was
 * recorded, as workers see that only look on ({@code input_evaluation: [simulation]}).
 */
final class OfflineCases {
  private static final Config SMALL =
      Config.parse(
          """
          {"env": "CartPole-v0", "lr": 0.01, "model": {"fcnet_hiddens": [64]},
           "input_evaluation": ["simulation"], "metrics_num_episodes_for_smoothing": 20}
          """);

  private OfflineCases() {}

  static final List<LearningCase> ALL =
      List.of(
          new LearningCase("BC", "CartPole, a rule", recorded("rule", 40, 0), 150, 50_000, 5, true),
          new LearningCase(
              "MARWIL",
              "CartPole, a rule and chance",
              recorded("rule-and-chance", 80, 2),
              150,
              50_000,
              5,
              true));

  private static Config recorded(String name, int episodes, int clumsy) {
    Path folder = Path.of("target", "recorded", name);
    return SMALL.with("input", Recordings.cartPole(folder, episodes, clumsy).toString());
  }
}
