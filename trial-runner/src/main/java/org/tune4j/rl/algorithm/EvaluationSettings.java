package org.tune4j.rl.algorithm;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.callback.CustomEvaluation;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;

/** The keys of evaluation. */
final class EvaluationSettings {
  /** The key of what is different in evaluation; {@link Settings} knows what it takes. */
  static final String CONFIG = "evaluation_config";

  static final String AUTO = "auto";
  static final String EPISODES = "episodes";

  static final List<Setting> KEYS =
      List.of(
          used(
              "evaluation_interval",
              Types.orNull(Types.from(1)),
              null,
              "evaluates after every so many iterations, in environments of its own"),
          used(
              "evaluation_duration",
              Types.anyOf(Types.from(1), ValueType.Text.of(AUTO)),
              10,
              "how long; auto: as many steps as the iteration before sampled"),
          used(
              "evaluation_duration_unit",
              ValueType.Text.of(EPISODES, "timesteps"),
              EPISODES,
              "of what; timesteps are rounded up to whole episodes"),
          used(
              "evaluation_num_workers",
              Types.from(0),
              0,
              "workers that evaluate; 0 means one, on the trial's own thread"),
          used(
              CONFIG,
              new ValueType.MapOf(ConfigSchema.anything()),
              Map.of(),
              "what is different there: explore, env_config, any other key"),
          used(
              "evaluation_parallel_to_training",
              Types.BOOL,
              false,
              "evaluates what an iteration began with, while it goes on"),
          used(
              "custom_eval_function",
              Types.orNull(new ValueType.ClassName(CustomEvaluation.class.getName())),
              null,
              "a class that evaluates in its own way"),
          used(
              "always_attach_evaluation_results",
              Types.BOOL,
              false,
              "repeats the last evaluation in each result until the next"),
          used(
              "in_evaluation",
              Types.BOOL,
              false,
              "true in the config of workers that evaluate, whatever is written here"));

  private EvaluationSettings() {}
}
