package org.tune4j.results;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;

/**
 * The metrics of a sweep, in the order in which they first came. One result mostly has the same
 * ones as that before it, so where those lie is remembered. Not thread-safe.
 */
final class MetricNames {
  private final Map<String, Integer> indices = new LinkedHashMap<>();
  private String[] lastNames = new String[0];
  private int[] lastIndices = new int[0];

  List<String> all() {
    return List.copyOf(indices.keySet());
  }

  int size() {
    return indices.size();
  }

  void add(String name) {
    indices.put(name, indices.size() + 1);
  }

  /** Takes in the names of a result; {@code added} gets the new ones, with their indices. */
  void learn(Result result, Map<String, Integer> added) {
    if (isLikeLast(result)) {
      return;
    }
    for (String name : result.metrics().keySet()) {
      if (!indices.containsKey(name)) {
        add(name);
        added.put(name, indices.size());
      }
    }
    remember(result);
  }

  /** The values of a result by index, from 0; {@code null} where it lacks one. */
  @Nullable Double[] values(Result result) {
    if (!isLikeLast(result)) {
      remember(result);
    }
    @Nullable Double[] values = new Double[indices.size()];
    int i = 0;
    for (Double value : result.metrics().values()) {
      values[lastIndices[i++] - 1] = value;
    }
    return values;
  }

  private boolean isLikeLast(Result result) {
    if (result.metrics().size() != lastNames.length) {
      return false;
    }
    int i = 0;
    for (String name : result.metrics().keySet()) {
      if (!name.equals(lastNames[i++])) {
        return false;
      }
    }
    return true;
  }

  private void remember(Result result) {
    lastNames = result.metrics().keySet().toArray(String[]::new);
    lastIndices = Arrays.stream(lastNames).mapToInt(this::index).toArray();
  }

  private int index(String metric) {
    Integer index = indices.get(metric);
    if (index == null) {
      throw new IllegalStateException("metric " + metric + " was not learned");
    }
    return index;
  }
}
