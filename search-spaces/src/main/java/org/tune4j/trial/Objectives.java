package org.tune4j.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a sweep optimises, and what its trials must keep to meanwhile.
 *
 * @param list what is optimised, from 1; the first is what one best trial is named by
 * @param bounds the metrics that must keep to something
 */
public record Objectives(List<Objective> list, SortedMap<String, Bounds> bounds) {
  public Objectives {
    if (list.isEmpty()) {
      throw new IllegalArgumentException("objectives: there must be at least one");
    }
    list = List.copyOf(list);
    bounds = Collections.unmodifiableSortedMap(new TreeMap<>(bounds));
  }

  /** One objective, without bounds. */
  public static Objectives of(Objective objective) {
    return new Objectives(List.of(objective), new TreeMap<>());
  }

  /** What one best trial is named by. */
  public Objective first() {
    return list.get(0);
  }

  /** Whether there are several objectives. */
  public boolean areSeveral() {
    return list.size() > 1;
  }

  /** Whether there is one objective without bounds. */
  public boolean isPlain() {
    return list.size() == 1 && bounds.isEmpty();
  }

  /**
   * What a result means; {@code null} when it lacks a metric that is needed.
   *
   * @param result any
   */
  public @Nullable Outcome outcome(Result result) {
    List<Double> values = new ArrayList<>(list.size());
    for (Objective objective : list) {
      Double value = result.value(objective.metric());
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    double violation = 0;
    for (Map.Entry<String, Bounds> bound : bounds.entrySet()) {
      Double value = result.value(bound.getKey());
      if (value == null) {
        return null;
      }
      violation += bound.getValue().violation(value);
    }
    return new Outcome(values, violation, result.trainingIteration());
  }
}
