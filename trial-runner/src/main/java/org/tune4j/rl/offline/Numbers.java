package org.tune4j.rl.offline;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Numbers in JSON: also truth values, as 0 and 1, and the texts of those that JSON lacks. */
final class Numbers {
  private Numbers() {}

  static double of(@Nullable Object value, Supplier<? extends RuntimeException> problem) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case Boolean truth -> truth ? 1 : 0;
      case String text -> of(text, problem);
      case null, default -> throw problem.get();
    };
  }

  private static double of(String text, Supplier<? extends RuntimeException> problem) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw problem.get();
    };
  }

  /** The numbers of a list that may have lists in it, row-major; of a number that number alone. */
  static float[] row(@Nullable Object value, Supplier<? extends RuntimeException> problem) {
    float[] row = new float[count(value)];
    fill(value, row, 0, problem);
    return row;
  }

  private static int count(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().mapToInt(Numbers::count).sum() : 1;
  }

  private static int fill(
      @Nullable Object value, float[] row, int at, Supplier<? extends RuntimeException> problem) {
    if (!(value instanceof List<?> list)) {
      row[at] = (float) of(value, problem);
      return at + 1;
    }
    int next = at;
    for (Object item : list) {
      next = fill(item, row, next, problem);
    }
    return next;
  }
}
