package org.tune4j.search.tpe;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Points of which only some values are given; the others are {@code NaN}. */
final class Given {
  private Given() {}

  /** Nothing is given. */
  static double[] nothing(int parameters) {
    double[] given = new double[parameters];
    Arrays.fill(given, Double.NaN);
    return given;
  }

  /** Which parameters are given. */
  static int[] set(double[] given) {
    return IntStream.range(0, given.length).filter(j -> !Double.isNaN(given[j])).toArray();
  }

  /** Without the last one, on which none of the others depends. */
  static double[] less(double[] given) {
    int[] set = set(given);
    double[] less = given.clone();
    less[set[set.length - 1]] = Double.NaN;
    return less;
  }

  /** Whether a point has the values that are given. */
  static boolean fits(double[] point, double[] given, int[] set) {
    for (int j : set) {
      if (point[j] != given[j]) {
        return false;
      }
    }
    return true;
  }
}
