package org.tune4j.search.cmaes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** When it is no use to go on with a distribution: the rules of Hansen's tutorial, appendix B. */
final class Stagnation {
  /** No hyperparameter is worth more digits; the tutorial goes on to 1e-12. */
  private static final double LEAST_STEP = 1e-8;

  /** Nor is so small a part of the differences between first results. */
  private static final double LEAST_PART = 1e-9;

  private static final double LEAST_DIFFERENCE = 1e-12;
  private static final double GREATEST_STEP = 1e4;
  private static final double GREATEST_RATIO = 1e7; // of axes; the condition is its square

  private final Deque<Double> bests = new ArrayDeque<>();
  private final double least;

  /**
   * Begins to watch.
   *
   * @param spread how much values differ in the space as a whole; 0 when unknown
   */
  Stagnation(double spread) {
    double difference = LEAST_PART * spread;
    least = difference < 1e200 ? Math.max(LEAST_DIFFERENCE, difference) : LEAST_DIFFERENCE;
  }

  /** Whether to begin anew after a generation. */
  boolean isReached(Distribution distribution, List<Member> members) {
    int longEnough =
        5 + (int) Math.ceil(10.0 * distribution.mean().length / distribution.rates().lambda);
    bests.addLast(members.get(0).value());
    if (bests.size() > longEnough) {
      bests.removeFirst();
      if (isFlat(members)) {
        return true;
      }
    }
    return distribution.mean().length > 0
        && (!isSound(distribution) || isConverged(distribution) || isWithoutEffect(distribution));
  }

  private boolean isFlat(List<Member> members) {
    double low = members.get(0).value();
    double high = members.get(members.size() - 1).value();
    for (double best : bests) {
      low = Math.min(low, best);
      high = Math.max(high, best);
    }
    return high == low || high - low < least;
  }

  private static boolean isSound(Distribution distribution) {
    double[] axes = distribution.axes();
    double longest = axes[axes.length - 1];
    return longest > 0
        && longest / axes[0] < GREATEST_RATIO
        && distribution.sigma() * longest < GREATEST_STEP;
  }

  private static boolean isConverged(Distribution distribution) {
    double longest = 0;
    for (int i = 0; i < distribution.mean().length; i++) {
      double path = distribution.sigma() * Math.abs(distribution.pathC()[i]);
      longest = Math.max(longest, Math.max(path, distribution.deviation(i)));
    }
    return longest < LEAST_STEP;
  }

  /** Steps are so short that rounding swallows them. */
  private static boolean isWithoutEffect(Distribution distribution) {
    double[] mean = distribution.mean();
    int axis = distribution.generation() % mean.length;
    double along = 0.1 * distribution.sigma() * distribution.axes()[axis];
    boolean axisMoves = false;
    for (int i = 0; i < mean.length; i++) {
      if (mean[i] + 0.2 * distribution.deviation(i) == mean[i]) {
        return true;
      }
      axisMoves |= mean[i] + along * distribution.basis()[axis][i] != mean[i];
    }
    return !axisMoves;
  }
}
