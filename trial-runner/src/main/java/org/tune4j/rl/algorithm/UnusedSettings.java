package org.tune4j.rl.algorithm;

import static org.tune4j.rl.algorithm.Settings.absent;
import static org.tune4j.rl.algorithm.Settings.fixed;
import static org.tune4j.rl.algorithm.Settings.meaningless;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tune4j.space.ValueType;

/** The keys that files of RLlib may have, and that have nothing to act on here. */
final class UnusedSettings {
  private static final String NO_MULTI_AGENT = "several agents are not supported yet";
  private static final String PLACEMENT = "one process per trial: see resources_per_trial";
  private static final String OFFLINE_ONLY = "what learns computes what it needs";
  private static final String TENSORFLOW = "there is one framework: DL4J";
  private static final String STEPS_NOT_SECONDS = "iterations count steps, never seconds";

  static final List<Setting> KEYS =
      Stream.of(fixedKeys(), meaninglessWorkers(), meaninglessRest())
          .flatMap(List::stream)
          .toList();

  private UnusedSettings() {}

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
}
