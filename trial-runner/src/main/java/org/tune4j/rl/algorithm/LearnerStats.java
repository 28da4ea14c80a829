package org.tune4j.rl.algorithm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * What is reported of the last learning. An iteration in which nothing is learned shows it again,
 * so a restored trial has to know it, too. Not thread-safe.
 */
final class LearnerStats {
  private Map<String, Object> restored = Map.of();
  private long trainedThen = -1;

  /**
   * What the algorithm says, with what was said before the checkpoint where it learned nothing
   * since.
   *
   * @param trained steps that were learned from so far
   */
  Map<String, Object> of(Algorithm algorithm, long trained) {
    if (trained != trainedThen) {
      return algorithm.learnerStats();
    }
    Map<String, Object> stats = new LinkedHashMap<>(restored);
    stats.putAll(algorithm.learnerStats());
    return stats;
  }

  void save(Algorithm algorithm, long trained, StateWriter out) {
    Map<String, Object> stats = of(algorithm, trained);
    out.put("learner_stats", stats.size());
    stats.forEach(
        (name, value) -> {
          out.put("name", name);
          Number number = (Number) value;
          out.put("type", number.getClass().getSimpleName());
          if (number instanceof Long || number instanceof Integer) {
            out.put("value", number.longValue());
          } else {
            out.put("value", number.doubleValue());
          }
        });
  }

  void restore(StateReader in, long trained) {
    trainedThen = trained;
    restored = new LinkedHashMap<>();
    for (int left = in.getInt("learner_stats"); left > 0; left--) {
      String name = in.getString("name");
      restored.put(name, number(in.getString("type"), in));
    }
  }

  /** A float is no double when it is shown. */
  private static Number number(String type, StateReader in) {
    return switch (type) {
      case "Long" -> (Number) in.getLong("value");
      case "Integer" -> (int) in.getLong("value");
      case "Float" -> (float) in.getDouble("value");
      default -> in.getDouble("value");
    };
  }
}
