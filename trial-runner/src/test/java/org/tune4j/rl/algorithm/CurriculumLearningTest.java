package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.runner.Trainable;
import org.tune4j.space.Config;

/**
 * With a curriculum a sparse goal is found that is not found without: same algorithm, same budget,
 * judged alike by deterministic episodes of the last task. Prints the table of docs/curriculum.md.
 */
@Tag("slow")
class CurriculumLearningTest {
  private static final long BUDGET = 100_000;
  private static final int SEEDS = 5;

  /** The config of examples/curriculum.yaml. */
  static final Config ALONE =
      Config.parse(
          """
          {"env": "SparsePointEnv", "env_config": {"distance": 6, "goal_radius": 0.1},
           "num_workers": 0, "num_envs_per_worker": 8, "rollout_fragment_length": 250,
           "train_batch_size": 2000, "sgd_minibatch_size": 250, "num_sgd_iter": 10, "lr": 0.001,
           "gamma": 0.98, "lambda": 0.95, "clip_param": 0.2, "kl_coeff": 0, "model": {"fcnet_hiddens": [32, 32]},
           "evaluation_interval": 10, "evaluation_duration": 50,
           "evaluation_config": {"explore": false, "curriculum": null}}
          """);

  static final Config TAUGHT =
      ALONE.with(
          "curriculum",
          Config.parse(
                  """
                  {"metric": "episode_reward_mean", "thresholds": [0.9, 0.9, 0.9, 0.9, 0.9],
                   "tasks": [{"goal_radius": 5.5}, {"goal_radius": 4.5}, {"goal_radius": 3.0},
                             {"goal_radius": 1.5}, {"goal_radius": 0.5}, {"goal_radius": 0.1}]}
                  """)
              .asMap());

  @TempDir Path folder;

  /** How a run ended: its phase, and how many episodes of the last task end at the goal. */
  private record End(long phase, double success, long steps) {}

  @Test
  void reachesTheLastTaskThatIsNotReachedWithout() throws Exception {
    int taught = 0;
    int alone = 0;
    System.out.println("| seed | last phase | in it after | success | success without |");
    System.out.println("|---|---|---|---|---|");
    for (int seed = 1; seed <= SEEDS; seed++) {
      End with = run(TAUGHT, seed);
      End without = run(ALONE, seed);
      System.out.printf(
          "| %d | %d | %,d | %.2f | %.2f |%n",
          seed, with.phase, with.steps, with.success, without.success);
      taught += with.phase == 5 && with.success >= 0.8 ? 1 : 0;
      alone += without.success >= 0.2 ? 1 : 0;
    }
    assertThat(taught).isGreaterThanOrEqualTo(4);
    assertThat(alone).isZero();
  }

  private End run(Config config, long seed) throws Exception {
    long phase = 0;
    long since = 0;
    double success = 0;
    try (Trainable trial = Trials.start("PPO", config, seed, folder)) {
      long steps = 0;
      while (steps < BUDGET) {
        Map<String, ? extends @Nullable Object> result = trial.step();
        steps = (long) Trials.number(result, "timesteps_total");
        if (result.get("curriculum_phase") instanceof Number now && now.longValue() > phase) {
          phase = now.longValue();
          since = steps;
        }
        if (result.get("evaluation") instanceof Map<?, ?> evaluation
            && evaluation.get("episode_reward_mean") instanceof Number mean) {
          success = mean.doubleValue();
        }
        if (Boolean.getBoolean("curriculum.verbose")) {
          System.out.printf(
              "%d %d %.3f len %.1f eval %.2f%n",
              steps,
              phase,
              Trials.number(result, "episode_reward_mean"),
              Trials.number(result, "episode_len_mean"),
              success);
        }
      }
    }
    return new End(phase, success, since);
  }
}
