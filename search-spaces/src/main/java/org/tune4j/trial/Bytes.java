package org.tune4j.trial;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of memory as people write them. A kilobyte has 1,024 bytes here, and so on. */
public final class Bytes {
  private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB", "PB");
  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?) ?(?:([KMGTP])I?)?B?");

  private Bytes() {}

  /** {@code 4 GB}, {@code 1.5 MB}, {@code 12 B}; two digits after the point at most. */
  public static String text(long bytes) {
    int unit = 0;
    double amount = bytes;
    while (amount >= 1024 && unit < UNITS.size() - 1) {
      amount /= 1024;
      unit++;
    }
    return Numbers.text(Math.rint(amount * 100) / 100) + " " + UNITS.get(unit);
  }

  /**
   * Reads {@code 4GB}, {@code 4 gb}, {@code 4GiB}, {@code 512M} or {@code 1000}.
   *
   * @throws IllegalArgumentException when the text is no such amount, or is more than fits a {@code
   *     long}
   */
  public static long parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be a number of bytes, such as 4GB, 512MB or 1000 (" + text + ")");
    }
    String unit = matcher.group(2);
    BigDecimal bytes =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power(unit))));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("is more than any machine has (" + text + ")");
    }
    return bytes.setScale(0, RoundingMode.DOWN).longValueExact();
  }

  private static int power(@Nullable String unit) {
    return unit == null ? 0 : "BKMGTP".indexOf(unit);
  }
}
