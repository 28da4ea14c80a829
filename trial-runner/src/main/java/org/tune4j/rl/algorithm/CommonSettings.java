package org.tune4j.rl.algorithm;

import static org.tune4j.rl.algorithm.Settings.absent;
import static org.tune4j.rl.algorithm.Settings.fixed;
import static org.tune4j.rl.algorithm.Settings.meaningless;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.env.Environments;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;

/** The keys that all algorithms have, with the defaults of RLlib 1.10. */
public final class CommonSettings {
  private static final String NO_MULTI_AGENT = "several agents are not supported yet";
  private static final String PLACEMENT = "one process per trial: see resources_per_trial";
  private static final ValueType CPUS = new ValueType.Real(0, 1e6);
  private static final ValueType GPUS =
      Types.anyOf(new ValueType.Real(0, 1), new ValueType.Whole(0, 1_000_000));
  private static final String OFFLINE_ONLY = "what learns computes what it needs";
  private static final String TENSORFLOW = "there is one framework: DL4J";
  private static final String STEPS_NOT_SECONDS = "iterations count steps, never seconds";

  private CommonSettings() {}

  /**
   * The keys for an algorithm.
   *
   * @param explorations the exploration types that it can do with; the first is its default
   */
  public static Settings forExplorations(String... explorations) {
    List<Setting> all = new ArrayList<>(usedKeys(explorations));
    all.addAll(offlineKeys());
    all.addAll(CallbackSettings.KEYS);
    all.addAll(EvaluationSettings.KEYS);
    all.addAll(fixedKeys());
    all.addAll(meaninglessWorkers());
    all.addAll(meaninglessRest());
    return Settings.of(all, aliases());
  }

  /**
   * The key {@code model} of algorithms whose networks are described by other keys.
   *
   * @param why which other keys
   */
  public static Setting modelOfObservations(String why) {
    return model(
        ModelSettings.ofObservations(why), "what observations become; for the networks " + why);
  }

  /** The key {@code model} of algorithms that learn the values of actions, and nothing else. */
  public static Setting modelOfActionValues() {
    return model(ModelSettings.OF_ACTION_VALUES, "the network, without what is about policies");
  }

  /** The key {@code model} of algorithms that learn a policy alone. */
  public static Setting modelOfPolicyAlone() {
    return model(ModelSettings.OF_POLICY_ALONE, "the network");
  }

  /** The key {@code model} of algorithms that evolve the parameters of a policy. */
  public static Setting modelOfEvolvedPolicy() {
    return model(
        ModelSettings.OF_EVOLVED_POLICY, "the network, without classes of one's own in it");
  }

  private static Setting model(Settings keys, String doc) {
    return used("model", new ValueType.MapOf(keys.schema()), keys.defaults(), doc);
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
        model(ModelSettings.ALL, "the network"),
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

  private static List<Setting> offlineKeys() {
    ValueType text = ValueType.Text.of();
    return List.of(
        used(
            "input",
            Types.anyOf(
                text, new ValueType.ListOf(text), new ValueType.MapOf(ConfigSchema.anything())),
            "sampler",
            "recorded data to learn from: a file, folder or glob, a list of them, or their shares;"
                + " sampler: the workers"),
        used(
            "input_config",
            new ValueType.MapOf(ConfigSchema.anything()),
            Map.of(),
            "with input dataset: format and paths"),
        used(
            "actions_in_input_normalized",
            Types.BOOL,
            false,
            "true: recorded actions are a policy's in [-1, 1], not an environment's"),
        used(
            "input_evaluation",
            Types.orNull(new ValueType.ListOf(ValueType.Text.of("is", "wis", "simulation"))),
            List.of("is", "wis"),
            "with recorded input: estimators to report; simulation: the workers act, too"),
        used(
            "shuffle_buffer_size",
            Types.from(0),
            0,
            "recorded trajectories that are held to be shuffled"),
        used(
            "output",
            Types.orNull(text),
            null,
            "a folder of the machine of the trial to record in"),
        used(
            "output_max_file_size",
            Types.from(1),
            64 << 20,
            "bytes after which a new file begins"));
  }

  private static List<Setting> fixedKeys() {
    return List.of(
        absent("schedule_max_timesteps", "it was replaced by exploration_config.epsilon_timesteps"),
        absent("exploration_fraction", "it was replaced by exploration_config.epsilon_timesteps"),
        new Setting("multiagent", multiAgent(), Map.of(), Setting.Use.FIXED, NO_MULTI_AGENT));
  }

  private static ValueType multiAgent() {
    return new ValueType.MapOf(
        Settings.of(
                List.of(
                    fixed("policies", Map.of(), NO_MULTI_AGENT),
                    meaningless("policy_map_capacity", 100, NO_MULTI_AGENT),
                    meaningless("policy_map_cache", null, NO_MULTI_AGENT),
                    absent("policy_mapping_fn", NO_MULTI_AGENT),
                    absent("policies_to_train", NO_MULTI_AGENT),
                    absent("observation_fn", NO_MULTI_AGENT),
                    fixed("replay_mode", "independent", NO_MULTI_AGENT),
                    fixed("count_steps_by", "env_steps", NO_MULTI_AGENT)),
                Map.of())
            .schema());
  }

  private static List<Setting> meaninglessWorkers() {
    return List.of(
        meaningless("_fake_gpus", false, PLACEMENT),
        meaningless("create_env_on_driver", false, PLACEMENT),
        meaningless("remote_worker_envs", false, PLACEMENT),
        meaningless("remote_env_batch_wait_ms", 0, PLACEMENT),
        meaningless("ignore_worker_failures", false, PLACEMENT),
        meaningless("recreate_failed_workers", false, PLACEMENT),
        meaningless("extra_python_environs_for_driver", Map.of(), PLACEMENT),
        meaningless("extra_python_environs_for_worker", Map.of(), PLACEMENT),
        meaningless("sample_async", false, PLACEMENT),
        meaningless("sample_collector", null, PLACEMENT),
        meaningless("compress_observations", false, PLACEMENT),
        meaningless("collect_metrics_timeout", -1, PLACEMENT),
        meaningless("metrics_episode_collection_timeout_s", 180, PLACEMENT));
  }

  private static List<Setting> meaninglessRest() {
    return List.of(
        meaningless("framework", "tf", TENSORFLOW),
        meaningless("eager_tracing", false, TENSORFLOW),
        meaningless("eager_max_retraces", 20, TENSORFLOW),
        meaningless("tf_session_args", Map.of(), TENSORFLOW),
        meaningless("local_tf_session_args", Map.of(), TENSORFLOW),
        meaningless("simple_optimizer", false, TENSORFLOW),
        meaningless("optimizer", Map.of(), "each algorithm has its own keys for that"),
        meaningless("observation_space", null, "the environment says what it is"),
        meaningless("action_space", null, "the environment says what it is"),
        meaningless("render_env", false, "there is no screen"),
        meaningless(
            "record_env", false, "there is no screen; output records what is seen and done"),
        meaningless("log_level", "WARN", "the command line sets it"),
        meaningless("log_sys_usage", true, "not measured"),
        meaningless("logger_config", null, "results go to the database"),
        meaningless("fake_sampler", false, "a debugging aid of RLlib"),
        meaningless("preprocessor_pref", "deepmind", "acts only on Atari games"),
        meaningless("min_time_s_per_reporting", null, STEPS_NOT_SECONDS),
        meaningless("postprocess_inputs", false, OFFLINE_ONLY),
        meaningless("output_config", Map.of(), "files are the only output"),
        meaningless(
            "output_compress_columns", List.of("obs", "new_obs"), "columns are plain lists"),
        meaningless("_tf_policy_handles_more_than_one_loss", false, TENSORFLOW),
        meaningless("_disable_preprocessor_api", false, "an internal switch of RLlib"),
        meaningless("_disable_action_flattening", false, "an internal switch of RLlib"),
        meaningless("_disable_execution_plan_api", false, "an internal switch of RLlib"));
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
