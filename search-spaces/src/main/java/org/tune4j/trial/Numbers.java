package org.tune4j.trial;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers as people write them, and exact: read back they are the same. */
public final class Numbers {
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST_PLAIN = 1e15;

  private Numbers() {}

  /** {@code 150}, {@code 0.0005}, {@code 1e-5}, {@code 2.5e20}. */
  public static String text(double value) {
    double size = Math.abs(value);
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : String.valueOf(value);
    }
    if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
      return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value).replace(".0E", "E").replace('E', 'e');
  }

  /** A config value, with the numbers in it. */
  public static String show(@Nullable Object value) {
    return switch (value) {
      case Double number -> text(number);
      case List<?> list ->
          list.stream().map(Numbers::show).collect(Collectors.joining(", ", "[", "]"));
      case null, default -> String.valueOf(value);
    };
  }
}
