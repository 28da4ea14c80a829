package org.tune4j.tuner.schedule;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.tune4j.math.Gaussian;

/**
 * Wilcoxon's signed-rank test (Wilcoxon, "Individual comparisons by ranking methods", 1945).
 * Differences of 0 are ranked, and half of their ranks count for either side; equal sizes share the
 * mean of their ranks.
 */
final class SignedRank {
  /** Up to so many differences every assignment of signs is counted. */
  static final int EXACT = 50;

  private SignedRank() {}

  /**
   * How likely it is that differences lie as far above 0 as these or further, when each is as
   * likely to have one sign as the other. What is 0 takes the same part on both sides and so
   * changes nothing but the ranks of the others.
   *
   * @param differences finite
   * @return from 0 to 1
   */
  static double above(double[] differences) {
    long[] ranks = twiceTheRanks(differences);
    long positive = 0;
    for (int i = 0; i < ranks.length; i++) {
      positive += differences[i] > 0 ? ranks[i] : 0;
    }
    long[] signed =
        IntStream.range(0, ranks.length)
            .filter(i -> differences[i] != 0)
            .mapToLong(i -> ranks[i])
            .toArray();
    return differences.length <= EXACT ? exact(signed, positive) : normal(signed, positive);
  }

  /** Twice, because shared ranks may end in a half. */
  private static long[] twiceTheRanks(double[] differences) {
    int n = differences.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> Math.abs(differences[i])))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] ranks = new long[n];
    for (int from = 0; from < n; ) {
      int to = from;
      while (to < n && size(differences, order[to]) == size(differences, order[from])) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = from + 1L + to;
      }
      from = to;
    }
    return ranks;
  }

  private static double size(double[] differences, int i) {
    return Math.abs(differences[i]);
  }

  /** Over all assignments of signs. */
  private static double exact(long[] ranks, long positive) {
    int most = (int) Arrays.stream(ranks).sum();
    double[] chance = new double[most + 1];
    chance[0] = 1;
    int reached = 0;
    for (long rank : ranks) {
      reached += (int) rank;
      for (int sum = reached; sum >= 0; sum--) {
        double with = sum >= rank ? chance[sum - (int) rank] : 0;
        chance[sum] = (chance[sum] + with) / 2;
      }
    }
    double p = 0;
    for (int sum = most; sum >= positive; sum--) {
      p += chance[sum];
    }
    return Math.min(1, p);
  }

  /** With the mean and variance over all assignments of signs, and a correction of a half. */
  private static double normal(long[] ranks, long positive) {
    double mean = 0;
    double variance = 0;
    for (long rank : ranks) {
      mean += rank / 4.0;
      variance += (rank / 2.0) * (rank / 2.0) / 4;
    }
    if (variance == 0) {
      return 1;
    }
    return Gaussian.below(-(positive / 2.0 - mean - 0.5) / Math.sqrt(variance));
  }
}
