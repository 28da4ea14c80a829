package org.tune4j.search.gp;

import java.util.Arrays;
import org.tune4j.math.Gaussian;

/**
 * Makes values fit for a Gaussian process, in the same order as they were: mean 0, variance 1, and
 * no scale so large that nothing but it is seen. Of what is worse than the median only the rank
 * counts (Song et al., "The Vizier Gaussian process bandit algorithm", 2024); then logarithms are
 * taken, if the values are nearer to a normal distribution by that.
 */
final class Warp {
  /** Where the logarithm begins: how far below the least value, in terms of the better half. */
  private static final double[] OFFSETS = {1, 0.3, 0.1, 0.03, 0.01};

  private Warp() {}

  /**
   * The warped values.
   *
   * @param values less is better; {@code NaN} is as bad as the worst
   */
  static double[] of(double[] values) {
    double[] warped = finite(values);
    rankWorseHalf(warped);
    warped = logarithms(warped);
    standardise(warped);
    return warped;
  }

  /** Within [-1, 1] if they were large, so that squares do not overflow. */
  private static double[] finite(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Math.abs(value) <= Double.MAX_VALUE) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    if (least > most) { // none is finite
      least = -1;
      most = 1;
    }
    double size = Math.max(Math.abs(least), Math.abs(most));
    double scale = size > 1e100 ? 1 / size : 1;
    double[] finite = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = Double.isNaN(values[i]) ? most : Math.clamp(values[i], least, most);
      finite[i] = value * scale;
    }
    return finite;
  }

  private static void standardise(double[] values) {
    double mean = sum(values) / values.length;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean;
      squares += values[i] * values[i];
    }
    double sd = Math.sqrt(squares / values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = sd > 0 ? values[i] / sd : 0;
    }
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** The number among the sorted ones; equal ones share the middle of theirs. */
  static double rank(double value, double[] sorted) {
    int first = Arrays.binarySearch(sorted, value);
    int last = first;
    while (first > 0 && sorted[first - 1] == value) {
      first--;
    }
    while (last + 1 < sorted.length && sorted[last + 1] == value) {
      last++;
    }
    return (first + last) / 2.0;
  }

  /** As far above the median as a normal distribution with the better half's spread has them. */
  private static void rankWorseHalf(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = (sorted.length - 1) / 2;
    double median = sorted[middle];
    double squares = 0;
    for (int i = 0; i <= middle; i++) {
      squares += (sorted[i] - median) * (sorted[i] - median);
    }
    double sd = Math.sqrt(squares / (middle + 1));
    for (int i = 0; i < values.length; i++) {
      if (values[i] > median) {
        double part = (rank(values[i], sorted) + 0.5) / values.length;
        values[i] = median + sd * Gaussian.quantile(part);
      }
    }
  }

  /**
   * The logarithms that are most likely if all is normally distributed, or the values themselves.
   */
  private static double[] logarithms(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double least = sorted[0];
    double range = sorted[(sorted.length - 1) / 2] - least;
    double[] best = values;
    if (!(range > 0)) {
      return best;
    }
    double bestFit = likelihood(values);
    for (double part : OFFSETS) {
      double offset = part * range;
      double[] logs = new double[values.length];
      Arrays.setAll(logs, i -> StrictMath.log(values[i] - least + offset));
      double fit = likelihood(logs) - sum(logs); // the sum is of the derivatives' logarithms
      if (fit > bestFit) {
        bestFit = fit;
        best = logs;
      }
    }
    return best;
  }

  /** The logarithm of the likelihood of the normal distribution that fits, up to a constant. */
  private static double likelihood(double[] values) {
    double mean = sum(values) / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return -0.5 * values.length * StrictMath.log(squares / values.length);
  }
}
