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
 * @param setup what it is made for: as the outer one, with settings of its own
 */
record Wrapped(SchedulerKind kind, SchedulerKind.Setup setup) {
  /** The key of a scheduler that wraps another, under which that one stands. */
  static final String KEY = "scheduler";

  private static final String TYPE = "type";

  /**
   * Makes it. It judges as the outer one does unless its own settings say otherwise.
   *
   * @param wrapped a name, or a map with a type
   * @throws InvalidInputException when there is no such scheduler, or it cannot work
   */
  static TrialScheduler of(Object wrapped, SchedulerKind.Setup outer) {
    Wrapped read = read(wrapped, outer);
    try {
      return read.kind.factory().make(read.setup);
    } catch (InvalidInputException e) { // what it finds wrong, it says of its own keys
      throw new InvalidInputException(
          e.problems().stream()
              .map(p -> new Problem(KEY + "." + p.message(), p.place(), p.maybe()))
              .toList());
    }
  }

  /**
   * Reads of which kind it is.
   *
   * @throws InvalidInputException when there is none of that name
   */
  static Wrapped read(Object wrapped, SchedulerKind.Setup outer) {
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
    if (kind.learns()) {
      for (String key : SchedulerKind.JUDGED_BY) {
        Object judged = outer.settings().get(key);
        if (judged != null) {
          settings.putIfAbsent(key, judged);
        }
      }
    }
    return new Wrapped(kind, outer.with(Config.of(settings)));
  }
}
