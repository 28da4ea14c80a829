package org.tune4j.tuner.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Objectives;

/** What a sweep optimises, for people. */
final class ObjectivesText {
  private ObjectivesText() {}

  /** {@code loss, min; score, max}. */
  static String objectives(Objectives objectives) {
    return objectives.list().stream()
        .map(each -> each.metric() + ", " + each.mode().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("; "));
  }

  /** {@code accuracy >= 0.9, latency_ms <= 10}; empty for none. */
  static String bounds(Objectives objectives) {
    return objectives.bounds().entrySet().stream()
        .flatMap(entry -> sides(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> sides(String metric, Bounds bounds) {
    return Stream.concat(
        side(metric, ">=", bounds.min()).stream(), side(metric, "<=", bounds.max()).stream());
  }

  private static List<String> side(String metric, String sign, @Nullable Double bound) {
    return bound == null ? List.of() : List.of(metric + " " + sign + " " + Numbers.text(bound));
  }
}
