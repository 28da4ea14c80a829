package org.tune4j.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.yaml.Json;

/** Objectives as JSON, in the words of a sweep file. */
final class ObjectivesJson {
  private ObjectivesJson() {}

  /** {@code {"metric":["loss","ms"],"mode":["min","min"],"metric_bounds":{"ms":{"max":10.0}}}}. */
  static String write(Objectives objectives) {
    Map<String, Object> bounds = new TreeMap<>();
    objectives.bounds().forEach((metric, kept) -> bounds.put(metric, sides(kept)));
    return Json.write(
        Map.of(
            "metric", objectives.list().stream().map(Objective::metric).toList(),
            "mode", objectives.list().stream().map(ObjectivesJson::mode).toList(),
            "metric_bounds", bounds));
  }

  static Objectives read(String json) {
    Map<String, @Nullable Object> object = Json.readObject(json);
    List<?> metrics = list(object.get("metric"));
    List<?> modes = list(object.get("mode"));
    List<Objective> list = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      list.add(new Objective(String.valueOf(metrics.get(i)), mode(String.valueOf(modes.get(i)))));
    }
    SortedMap<String, Bounds> bounds = new TreeMap<>();
    map(object.get("metric_bounds"))
        .forEach((metric, sides) -> bounds.put(String.valueOf(metric), bounds(map(sides))));
    return new Objectives(list, bounds);
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static String mode(Objective objective) {
    return objective.mode().name().toLowerCase(Locale.ROOT);
  }

  static Objective.Mode mode(String word) {
    return Objective.Mode.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Map<String, Object> sides(Bounds bounds) {
    Map<String, Object> sides = new TreeMap<>();
    if (bounds.min() != null) {
      sides.put("min", bounds.min());
    }
    if (bounds.max() != null) {
      sides.put("max", bounds.max());
    }
    return sides;
  }

  private static Bounds bounds(Map<?, ?> sides) {
    return new Bounds(side(sides.get("min")), side(sides.get("max")));
  }

  private static @Nullable Double side(@Nullable Object value) {
    return value instanceof Number number ? (Double) number.doubleValue() : null;
  }
}
