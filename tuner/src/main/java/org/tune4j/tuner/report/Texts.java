package org.tune4j.tuner.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers, times and sizes as people read them. */
final class Texts {
  private Texts() {}

  /** {@code 0.42 s}, {@code 12 s}, {@code 3 min 5 s}, {@code 2 h 7 min}, {@code 3 d 4 h}. */
  static String duration(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, seconds < 1 ? "%.2f s" : "%.1f s", Math.max(0, seconds));
    }
    long s = Math.round(seconds);
    if (s < 60) {
      return s + " s";
    }
    if (s < 3600) {
      return s / 60 + " min " + s % 60 + " s";
    }
    long min = s / 60;
    return min < 24 * 60
        ? min / 60 + " h " + min % 60 + " min"
        : min / (24 * 60) + " d " + min / 60 % 24 + " h";
  }

  /** {@code 9,999}, {@code 123k}, {@code 12.3M}. */
  static String count(long n) {
    if (Math.abs(n) < 100_000) {
      return String.format(Locale.ROOT, "%,d", n);
    }
    return Math.abs(n) < 1_000_000 ? n / 1000 + "k" : String.format(Locale.ROOT, "%.1fM", n / 1e6);
  }

  /** Five significant digits: {@code 183.25}, {@code 0.001}, {@code 1.5E-7}. */
  static String number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : String.valueOf(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(5)).stripTrailingZeros();
    double size = Math.abs(value);
    return size >= 1e-4 && size < 1e9 ? rounded.toPlainString() : rounded.toString();
  }

  /** {@code 512 MiB}, {@code 3.2 GiB}. */
  static String bytes(long bytes) {
    double mib = bytes / (1024.0 * 1024);
    return mib < 1024
        ? Math.round(mib) + " MiB"
        : String.format(Locale.ROOT, "%.1f GiB", mib / 1024);
  }

  /** A config value in one short piece. */
  static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Double d -> number(d);
      case List<?> list ->
          list.stream().map(Texts::value).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> e.getKey() + ": " + value(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> value.toString();
    };
  }

  /** The text in one line without control characters, at most so long. */
  static String cut(String text, int length) {
    String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
    if (line.length() <= length) {
      return line;
    }
    return length < 1 ? "" : line.substring(0, length - 1) + "…";
  }
}
