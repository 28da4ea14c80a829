package org.tune4j.rl.env;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tasks that are maps; errors name what is wrong. */
final class TaskValues {
  private TaskValues() {}

  /** The task as a map with no other keys than these. */
  static Map<?, ?> map(Object task, Set<String> keys) {
    if (!(task instanceof Map<?, ?> map) || !keys.containsAll(map.keySet())) {
      throw new IllegalArgumentException(
          "task: must be a map of "
              + String.join(", ", keys.stream().sorted().toList())
              + " ("
              + task
              + ")");
    }
    return map;
  }

  /** A number above 0, or {@code otherwise} when there is none. */
  static double positive(Map<?, ?> task, String key, double otherwise) {
    Object value = task.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Number number) || !(number.doubleValue() > 0)) {
      throw new IllegalArgumentException(
          "task: " + key + ": must be a number greater than 0 (" + value + ")");
    }
    return number.doubleValue();
  }

  /** A pair of numbers; {@code null} when there is none. */
  static double @Nullable [] pair(Map<?, ?> task, String key) {
    Object value = task.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof Number x
        && list.get(1) instanceof Number y) {
      return new double[] {x.doubleValue(), y.doubleValue()};
    }
    throw new IllegalArgumentException(
        "task: " + key + ": must be a list of two numbers (" + value + ")");
  }
}
