package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.yaml.Problems;

/** What a population says to people. */
final class PbtWords {
  private PbtWords() {}

  /** Without the zero of a whole number. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : Problems.show(value);
  }

  /** {@code lr 0.01 -> 0.012, batch 32 -> 64}. */
  static String changes(Config before, Config after) {
    List<String> changes = new ArrayList<>();
    SortedMap<String, @Nullable Object> old = before.leaves();
    after
        .leaves()
        .forEach(
            (path, value) -> {
              if (!old.containsKey(path)) {
                changes.add(path + " " + Problems.show(value));
              } else if (!String.valueOf(value).equals(String.valueOf(old.get(path)))) {
                changes.add(
                    "%s %s -> %s"
                        .formatted(path, Problems.show(old.get(path)), Problems.show(value)));
              }
            });
    return changes.isEmpty() ? "its config" : String.join(", ", changes);
  }
}
