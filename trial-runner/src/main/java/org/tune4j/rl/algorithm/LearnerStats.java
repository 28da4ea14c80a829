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
          boolean whole = number instanceof Long || number instanceof Integer;
          out.put("whole", whole);
          if (whole) {
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
      if (in.getBoolean("whole")) {
        restored.put(name, in.getLong("value"));
      } else {
        restored.put(name, in.getDouble("value"));
      }
    }
  }
}
