package org.tune4j.tuner.spec;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableType;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.space.ValueType.AnyOf;
import org.tune4j.space.ValueType.MapOf;
import org.tune4j.space.ValueType.Text;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Result;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.schedule.SchedulerKind;
import org.tune4j.tuner.schedule.SchedulerKinds;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.tuner.schedule.Wrapped;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/** What schedules a sweep's trials: {@code scheduler}. */
record SchedulerKeys(String sweep, Node.Mapping keys, Problems problems) {
  static final String SCHEDULER = Wrapped.KEY;
  static final String TYPE = "type";
  private static final String METRIC = "metric";

  /** What every result has that counts as a trial's age. */
  private static final List<String> TIMES =
      List.of(
          Result.TRAINING_ITERATION,
          Result.TIMESTEPS_TOTAL,
          Result.EPISODES_TOTAL,
          Result.TIME_TOTAL_S);

  private static final ConfigSchema.Key KIND =
      new ConfigSchema.Key(TYPE, Text.of(), "the trial scheduler");

  /** What {@code scheduler} takes, beside a name, for that kind. */
  static ValueType type(SchedulerKind kind) {
    return type(kind, Map.of());
  }

  /** What {@code scheduler} takes in this map, where a scheduler may wrap another. */
  static ValueType type(Node.Mapping outer) {
    SchedulerKind named = kind(outer);
    SchedulerKind kind = named == null ? SchedulerKinds.FIFO : named;
    ConfigSchema.Key wrapped = kind.settings().key(SCHEDULER);
    return wrapped != null && outer.get(SCHEDULER) instanceof Node.Mapping map
        ? type(kind, Map.of(SCHEDULER, new ConfigSchema.Key(SCHEDULER, type(map), wrapped.doc())))
        : type(kind);
  }

  /** Checks which kinds those are that a scheduler of a known kind wraps. */
  static boolean checkWrapped(String sweep, Kinds kinds, Node.Mapping outer, Problems problems) {
    SchedulerKind kind = kind(outer);
    boolean wraps = kind != null && kind.settings().key(SCHEDULER) != null;
    if (!wraps || !(outer.get(SCHEDULER) instanceof Node.Mapping map)) {
      return true;
    }
    Node wrapped = map.get(SCHEDULER);
    Kinds inner = kinds.at(kinds.key() + "." + SCHEDULER);
    return wrapped == null
        || (inner.check(sweep, wrapped, problems) && checkWrapped(sweep, inner, map, problems));
  }

  private static ValueType type(SchedulerKind kind, Map<String, ConfigSchema.Key> others) {
    Map<String, ConfigSchema.Key> all = new TreeMap<>(kind.settings().keys());
    all.put(TYPE, KIND);
    all.putAll(others);
    return AnyOf.orNull(
        new AnyOf(
            List.of(
                Text.of(), new MapOf(ConfigSchema.of(all.values(), kind.settings().aliases())))));
  }

  /**
   * The kind that a sweep names, or the usual one; {@code null} when there is none of that name.
   */
  static @Nullable SchedulerKind kind(Node.Mapping sweep) {
    Node node = sweep.get(SCHEDULER);
    Node type = node instanceof Node.Mapping map ? map.get(TYPE) : node;
    Object name = type == null ? null : Plain.value(type);
    return name == null
        ? SchedulerKinds.FIFO
        : name instanceof String text ? SchedulerKinds.named(text) : null;
  }

  /** What the sweep says, to be called when its keys are known to be right. */
  Sweep.Scheduling read() {
    SchedulerKind kind = kind(keys);
    Map<String, @Nullable Object> settings =
        keys.get(SCHEDULER) instanceof Node.Mapping map ? Plain.map(map) : new TreeMap<>();
    settings.remove(TYPE);
    settings.values().removeIf(value -> value == null);
    try {
      return new Sweep.Scheduling(kind == null ? SchedulerKinds.FIFO : kind, Config.of(settings));
    } catch (IllegalArgumentException e) { // a number deep inside that is not finite
      String why = String.valueOf(e.getMessage()).replaceFirst("^config: ", "");
      problems.add(place(), "sweep %s: scheduler: %s".formatted(sweep, why), null);
      return Sweep.Scheduling.FIFO;
    }
  }

  /**
   * Makes the scheduler, to see whether it can work.
   *
   * @param types what trials may run
   * @return {@code null} when it cannot, and then there is at least one problem
   */
  @Nullable TrialScheduler check(SchedulerKind.Setup setup, List<TrainableType> types) {
    SchedulerKind kind = kind(keys);
    if (kind == null) {
      return null;
    }
    if (!areJudged(kind, setup, "", types)) {
      return null;
    }
    try {
      return kind.factory().make(setup);
    } catch (InvalidInputException e) {
      for (Problem problem : e.problems()) {
        Place at = problem.place() == null ? place(problem.message()) : problem.place();
        problems.add(
            at, "sweep %s: scheduler: %s".formatted(sweep, problem.message()), problem.maybe());
      }
      return null;
    }
  }

  /**
   * Whether a scheduler, and all that it wraps, can judge by what trials report.
   *
   * @param path of its keys, from those of the outermost
   */
  private boolean areJudged(
      SchedulerKind kind, SchedulerKind.Setup setup, String path, List<TrainableType> types) {
    if (kind.learns() && !isJudged(kind, setup, path, types)) {
      return false;
    }
    Wrapped wrapped = Wrapped.in(kind, setup.settings());
    return wrapped == null
        || areJudged(wrapped.kind(), wrapped.setup(setup), path + SCHEDULER + ".", types);
  }

  private boolean isJudged(
      SchedulerKind kind, SchedulerKind.Setup setup, String path, List<TrainableType> types) {
    String metric = path + METRIC;
    if (setup.objective().metric().isEmpty()) {
      problems.add(
          place(),
          "sweep %s: scheduler: %s needs a metric to judge by".formatted(sweep, kind.name()),
          "add metric: NAME and mode: max");
      return false;
    }
    for (String judged : judgedBy(setup)) {
      if (!isReported(metric, judged, types)) {
        return false;
      }
    }
    for (String bounded : bounds(kind, setup)) {
      if (!isReported("metric_bounds", bounded, types)) {
        return false;
      }
    }
    if (!isReported(path + SchedulerKind.TIME_ATTR, setup.timeAttr(), types)) {
      return false;
    }
    if (!setup.hasMode()) {
      problems.add(
          place(metric + ":"),
          "sweep %s: scheduler.%s: must come with mode, min or max (%s)"
              .formatted(sweep, metric, setup.objective().metric()),
          "add mode: min");
      return false;
    }
    return true;
  }

  /** Its own metric, or all that the sweep optimises. */
  private static List<String> judgedBy(SchedulerKind.Setup setup) {
    return setup.settings().get(METRIC) != null || setup.objectives() == null
        ? List.of(setup.objective().metric())
        : setup.objectives().list().stream().map(Objective::metric).toList();
  }

  /** A result without a metric that must keep to bounds judges nothing, where bounds count. */
  private static Set<String> bounds(SchedulerKind kind, SchedulerKind.Setup setup) {
    boolean count = setup.settings().get(METRIC) == null && !kind.name().equals("threshold");
    return count && setup.objectives() != null ? setup.objectives().bounds().keySet() : Set.of();
  }

  /** What a trainable never reports judges nothing. */
  private boolean isReported(String key, String metric, List<TrainableType> types) {
    for (TrainableType type : types) {
      Set<String> known = type.metrics();
      if (known != null && !type.mayReport(metric) && !hasCallbacks(keys)) {
        List<String> names =
            key.endsWith(SchedulerKind.TIME_ATTR) ? TIMES : Trainables.metricNames(type);
        String nearest = Problems.useNearest(metric, names);
        problems.add(
            place(key + ":"),
            "sweep %s: scheduler: %s: %s never reports %s"
                .formatted(sweep, key, type.name(), Problems.show(metric)),
            nearest == null ? "use one of " + String.join(", ", names) : nearest);
        return false;
      }
    }
    return true;
  }

  /** They may report whatever they like. */
  static boolean hasCallbacks(Node.Mapping keys) {
    return Stream.of(keys, keys.get("config"))
        .filter(Node.Mapping.class::isInstance)
        .flatMap(map -> ((Node.Mapping) map).entries().entrySet().stream())
        .anyMatch(
            entry ->
                Plain.names(entry.getKey()).contains(CallbackKeys.CALLBACKS)
                    && !Kinds.isNull(entry.getValue().value()));
  }

  /** Where the key stands that a message begins with. */
  private Place place(String message) {
    Node at =
        keys.get(SCHEDULER) instanceof Node.Mapping map
            ? Plain.at(map, message.substring(0, Math.max(0, message.indexOf(':'))))
            : null;
    if (at == null && message.startsWith(METRIC)) { // that of the sweep, or metric_bounds
      at = keys.get(message.substring(0, message.indexOf(':')));
    }
    return at == null ? place() : at.place();
  }

  private Place place() {
    Node node = keys.get(SCHEDULER);
    return node == null ? keys.place() : node.place();
  }
}
