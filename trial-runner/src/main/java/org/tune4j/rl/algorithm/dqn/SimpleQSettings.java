package org.tune4j.rl.algorithm.dqn;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.CommonSettings;
import org.tune4j.rl.algorithm.ExplorationSettings;
import org.tune4j.rl.algorithm.ModelSettings;
import org.tune4j.rl.algorithm.ReplaySettings;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;
import org.tune4j.space.Config;

/** The keys of SimpleQ, with the defaults of RLlib 1.10. */
public final class SimpleQSettings {

  /** All keys. */
  public static final Settings ALL =
      CommonSettings.forExplorations(ExplorationSettings.ofValues())
          .withDefault("lr", 5e-4)
          .withDefault("num_workers", 0)
          .withDefault("rollout_fragment_length", 4)
          .withDefault("train_batch_size", 32)
          .withDefault("timesteps_per_iteration", 1000)
          .withDefault("evaluation_config", Map.of("explore", false))
          .withDefault(
              "exploration_config",
              Map.of(
                  "type",
                  "EpsilonGreedy",
                  "initial_epsilon",
                  1.0,
                  "final_epsilon",
                  0.02,
                  "epsilon_timesteps",
                  10_000))
          .plus(
              List.of(
                  ModelSettings.modelOfActionValues(),
                  used(
                      "target_network_update_freq",
                      Types.from(0),
                      500,
                      "environment steps between target copies"),
                  used("lr_schedule", Types.SCHEDULE, null, "[step, lr] pairs instead of lr"),
                  used("adam_epsilon", Types.POSITIVE, 1e-8, "of the optimiser"),
                  used(
                      "grad_clip",
                      Types.orNull(Types.POSITIVE),
                      40.0,
                      "greatest norm of the whole gradient")))
          .plus(ReplaySettings.uniform(50_000, 1000))
          .withAliases(ReplaySettings.ALIASES)
          .withAliases(Map.of("grad_norm_clipping", "grad_clip"));

  private SimpleQSettings() {}

  /** The config of DQN that does the same: none of its extensions. */
  static Config asDqn(Config resolved) {
    return DqnSettings.ALL
        .defaults()
        .with("dueling", false)
        .with("hiddens", List.of())
        .with("double_q", false)
        .with("prioritized_replay", false)
        .overlaidBy(resolved);
  }
}
