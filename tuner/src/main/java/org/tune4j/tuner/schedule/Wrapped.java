package org.tune4j.tuner.schedule;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * A scheduler that another one wraps.
 *
 * @param kind of which it is
 * @param settings its own, without {@code type}
 */
public record Wrapped(SchedulerKind kind, Config settings) {
  /** The key of a scheduler that wraps another, under which that one stands. */
  public static final String KEY = "scheduler";

  private static final String TYPE = "type";

  /**
   * The one that a scheduler wraps; {@code null} when it wraps none.
   *
   * @param outer of which kind that scheduler is
   * @param settings of that scheduler
   * @throws InvalidInputException when there is no such scheduler
   */
  public static @Nullable Wrapped in(SchedulerKind outer, Config settings) {
    Object wrapped = outer.settings().key(KEY) == null ? null : settings.get(KEY);
    return wrapped == null ? null : read(wrapped);
  }

  /**
   * Makes the scheduler that another one wraps.
   *
   * @param wrapped a name, or a map with a type
   * @param outer what the other one is made for
   * @throws InvalidInputException when there is no such scheduler, or it cannot work
   */
  static TrialScheduler of(Object wrapped, SchedulerKind.Setup outer) {
    Wrapped read = read(wrapped);
    try {
      return read.kind.factory().make(read.setup(outer));
    } catch (InvalidInputException e) { // what it finds wrong, it says of its own keys
      throw new InvalidInputException(
          e.problems().stream()
              .map(p -> new Problem(KEY + "." + p.message(), p.place(), p.maybe()))
              .toList());
    }
  }

  private static Wrapped read(Object wrapped) {
    Map<String, @Nullable Object> settings = new TreeMap<>();
    if (wrapped instanceof Map<?, ?> map) {
      map.forEach((key, value) -> settings.put(String.valueOf(key), value));
      settings.values().removeIf(Objects::isNull);
    }
    Object name = wrapped instanceof Map ? settings.remove(TYPE) : wrapped;
    SchedulerKind kind =
        name == null ? SchedulerKinds.FIFO : SchedulerKinds.named(String.valueOf(name));
    if (kind == null) {
      String message =
          "%s: there is no %s (there is: %s)"
              .formatted(
                  KEY, Problems.show(name), String.join(", ", SchedulerKinds.all().keySet()));
      throw new InvalidInputException(new Problem(message, null, null));
    }
    return new Wrapped(kind, Config.of(settings));
  }

  /** What it is made for: it judges as the outer one does unless its settings say otherwise. */
  public SchedulerKind.Setup setup(SchedulerKind.Setup outer) {
    Map<String, @Nullable Object> all = new TreeMap<>(settings.asMap());
    if (kind.learns()) {
      for (String key : SchedulerKind.JUDGED_BY) {
        Object judged = outer.settings().get(key);
        if (judged != null) {
          all.putIfAbsent(key, judged);
        }
      }
    }
    return outer.with(Config.of(all));
  }
}
