package org.tune4j.rl.algorithm;

import java.util.List;
import org.tune4j.space.Config;

/** What ES and ARS must learn. */
final class EvolutionCases {
  private EvolutionCases() {}

  static final List<LearningCase> ALL =
      List.of(
          new LearningCase(
              "ES",
              "CartPole-v0, one layer of 32",
              Config.parse(
                  """
                  {"env": "CartPole-v0", "num_workers": 2, "episodes_per_batch": 50, "train_batch_size": 1000,
                   "eval_prob": 0.5, "model": {"fcnet_hiddens": [32]}}
                  """),
              100,
              500_000,
              5,
              true),
          new LearningCase(
              "ARS",
              "CartPole-v0, linear",
              Config.parse(
                  """
                  {"env": "CartPole-v0", "num_workers": 2, "num_rollouts": 50, "rollouts_used": 25,
                   "eval_prob": 0.5, "model": {"fcnet_hiddens": []}}
                  """),
              150,
              500_000,
              5,
              true));
}
