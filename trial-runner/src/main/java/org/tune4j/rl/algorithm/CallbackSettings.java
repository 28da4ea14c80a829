package org.tune4j.rl.algorithm;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.callback.Callbacks;
import org.tune4j.rl.callback.EnvTaskFn;
import org.tune4j.space.ValueType;

/** The keys of what users hang into a trial. */
final class CallbackSettings {
  private static final ValueType NUMBER = new ValueType.Real(-Double.MAX_VALUE, Double.MAX_VALUE);
  private static final ValueType CLASS = new ValueType.ClassName(Callbacks.class.getName());

  /** The keys of {@code curriculum}. */
  static final Settings CURRICULUM =
      Settings.of(
          List.of(
              used(
                  "metric",
                  ValueType.Text.of(),
                  "episode_reward_mean",
                  "what thresholds are compared with; a / leads into a map of the result"),
              used(
                  "thresholds",
                  new ValueType.ListOf(NUMBER),
                  List.of(),
                  "the metric from which on the phase of that place is over, one after the other"),
              used(
                  "tasks",
                  Types.orNull(new ValueType.ListOf(Types.ANY)),
                  null,
                  "each phase's task, one more than the thresholds; null: the phase's number"),
              used(
                  "fall_back",
                  Types.BOOL,
                  false,
                  "goes back a phase when the metric is below the threshold that led to it"),
              used(
                  "min_episodes",
                  Types.from(1),
                  10,
                  "so many episodes of a phase must have ended before thresholds are looked at")),
          Map.of());

  /** The keys beside all others in {@code config}. */
  static final List<Setting> KEYS =
      List.of(
          used(
              "callbacks",
              Types.orNull(Types.anyOf(CLASS, new ValueType.ListOf(CLASS))),
              null,
              "a class or a list of classes that hear what happens in the trial"),
          used(
              "curriculum",
              Types.orNull(new ValueType.MapOf(CURRICULUM.schema())),
              null,
              "tasks that become harder with success"),
          used(
              "env_task_fn",
              Types.orNull(new ValueType.ClassName(EnvTaskFn.class.getName())),
              null,
              "a class that says each environment's task after each iteration"));

  private CallbackSettings() {}
}
