package org.tune4j.search.gp;

import java.util.Arrays;

/**
 * Makes values of trials that break a bound comparable with those of others. They are far worse
 * than these, so that nothing else would be seen; all that they tell is their order.
 */
final class Bounded {
  private Bounded() {}

  /**
   * Those that break a bound follow the worst of the others at even distances, and reach as far
   * above it as the best lies below. Where there are no others, all stay as they are.
   *
   * @param values less is better; {@code NaN} stays
   */
  static double[] of(double[] values, boolean[] isFeasible) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double[] others = new double[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!isFeasible[i]) {
        others[count++] = values[i];
      } else if (!Double.isNaN(values[i])) {
        least = Math.min(least, values[i]);
        most = Math.max(most, values[i]);
      }
    }
    if (count == 0 || least > most) {
      return values;
    }
    double[] sorted = Arrays.copyOf(others, count);
    Arrays.sort(sorted);
    double range = most > least ? most - least : Math.max(1, Math.abs(most));
    double[] bounded = values.clone();
    for (int i = 0; i < values.length; i++) {
      if (!isFeasible[i]) {
        bounded[i] = most + range * (Warp.rank(values[i], sorted) + 1) / count;
      }
    }
    return bounded;
  }
}
