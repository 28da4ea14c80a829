package org.tune4j.rl.algorithm;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.env.Environments;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;

/** The keys that all algorithms have, with the defaults of RLlib 1.10. */
public final class CommonSettings {
  private static final ValueType CPUS = new ValueType.Real(0, 1e6);
  private static final ValueType GPUS =
      Types.anyOf(new ValueType.Real(0, 1), new ValueType.Whole(0, 1_000_000));

  private CommonSettings() {}

  /**
   * The keys for an algorithm.
   *
   * @param explorations the exploration types that it can do with; the first is its default
   */
  public static Settings forExplorations(String... explorations) {
    List<Setting> all = new ArrayList<>(usedKeys(explorations));
    all.addAll(OfflineSettings.KEYS);
    all.addAll(CallbackSettings.KEYS);
    all.addAll(EvaluationSettings.KEYS);
    all.addAll(UnusedSettings.KEYS);
    return Settings.of(all, aliases());
  }

  private static List<Setting> usedKeys(String... explorations) {
    ValueType clip =
        Types.orNull(
            Types.anyOf(
                Types.BOOL, Types.POSITIVE, new ValueType.ListOf(new ValueType.Real(-1e18, 1e18))));
    return List.of(
        used(
            "env",
            Types.orNull(new ValueType.Name("an environment", Environments.names())),
            null,
            "a name or a class"),
        used(
            "env_config",
            new ValueType.MapOf(ConfigSchema.anything()),
            Map.of(),
            "what the environment is made from"),
        used(
            "num_workers",
            Types.from(0),
            2,
            "rollout workers; with 0 or 1 the trial's own thread samples"),
        used(
            "num_envs_per_worker",
            Types.from(1),
            1,
            "environments of each worker, stepped together"),
        used("num_cpus_for_driver", CPUS, 1, "CPUs of a trial, without its workers"),
        used("num_gpus", GPUS, 0, "GPUs of a trial, without its workers"),
        used("num_cpus_per_worker", CPUS, 1, "CPUs of a trial for each of num_workers"),
        used("num_gpus_per_worker", GPUS, 0, "GPUs of a trial for each of num_workers"),
        used(
            "custom_resources_per_worker",
            new ValueType.MapOf(ConfigSchema.anything()),
            Map.of(),
            "other resources of a trial for each of num_workers, by name"),
        used(
            "placement_strategy",
            ValueType.Text.of("PACK", "SPREAD", "STRICT_PACK", "STRICT_SPREAD"),
            "PACK",
            "how a trial and its workers are spread over members"),
        used(
            "rollout_fragment_length",
            Types.from(1),
            200,
            "steps of each environment in one round of sampling"),
        used(
            "batch_mode",
            ValueType.Text.of("truncate_episodes", "complete_episodes"),
            "truncate_episodes",
            "whether fragments may end in the middle of an episode"),
        used("gamma", Types.SHARE, 0.99, "discount of the future, per step"),
        used("lr", Types.POSITIVE, 1e-4, "learning rate"),
        used("train_batch_size", Types.from(1), 200, "steps in one batch of training"),
        ModelSettings.model(ModelSettings.ALL, "the network"),
        used(
            "horizon",
            Types.orNull(Types.from(1)),
            null,
            "cuts episodes off, beside the environment's own limit"),
        used(
            "soft_horizon",
            Types.BOOL,
            false,
            "at the horizon an episode is cut off, but its environment goes on"),
        used(
            "normalize_actions",
            Types.BOOL,
            true,
            "a policy's actions in [-1, 1] are stretched to the environment's bounds"),
        used("clip_actions", Types.BOOL, false, "actions are clipped to the environment's bounds"),
        used(
            "no_done_at_end",
            Types.BOOL,
            false,
            "learns from ends as if the episode had been cut off there"),
        used("clip_rewards", clip, null, "true: the sign; c: ±c; [low, high]; for learning only"),
        used("explore", Types.BOOL, true, "false: always the most likely action"),
        used(
            "exploration_config",
            ExplorationSettings.type(explorations),
            Map.of("type", explorations[0]),
            "how actions are explored"),
        used(
            "observation_filter",
            ValueType.Text.of("NoFilter", "MeanStdFilter"),
            "NoFilter",
            "normalises observations"),
        used(
            "synchronize_filters",
            Types.BOOL,
            true,
            "all workers normalise by what all of them have seen"),
        used(
            "metrics_num_episodes_for_smoothing",
            Types.from(1),
            100,
            "episodes behind episode_reward_mean"),
        used(
            "seed",
            Types.orNull(new ValueType.Whole(0, 1L << 53)),
            null,
            "instead of the trial's own"),
        used(
            "timesteps_per_iteration",
            Types.from(0),
            0,
            "at least so many environment steps in one iteration"),
        used(
            "min_train_timesteps_per_reporting",
            Types.orNull(Types.from(0)),
            null,
            "at least so many steps learned from in one iteration"));
  }

  private static Map<String, String> aliases() {
    return Map.ofEntries(
        Map.entry("sample_batch_size", "rollout_fragment_length"),
        Map.entry("num_rollout_workers", "num_workers"),
        Map.entry("num_env_runners", "num_workers"),
        Map.entry("num_envs_per_env_runner", "num_envs_per_worker"),
        Map.entry("metrics_smoothing_episodes", "metrics_num_episodes_for_smoothing"),
        Map.entry("min_sample_timesteps_per_reporting", "timesteps_per_iteration"),
        Map.entry("min_sample_timesteps_per_iteration", "timesteps_per_iteration"),
        Map.entry("min_iter_time_s", "min_time_s_per_reporting"),
        Map.entry("min_time_s_per_iteration", "min_time_s_per_reporting"),
        Map.entry("evaluation_num_episodes", "evaluation_duration"),
        Map.entry("use_pytorch", "framework"),
        Map.entry("eager", "framework"),
        Map.entry("monitor", "record_env"),
        Map.entry("vf_share_layers", "model.vf_share_layers"),
        Map.entry("exploration_final_eps", "exploration_config.final_epsilon"),
        Map.entry("exploration_initial_eps", "exploration_config.initial_epsilon"));
  }
}
