package org.tune4j.analysis;

import java.util.Arrays;
import org.tune4j.space.Range;

/**
 * How values spread over cells of their range.
 *
 * @param best the probability of each cell among the best trials
 * @param all the same among all
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Spread(double[] best, double[] all) {
  private static final int CELLS = 50;

  /**
   * The spread of values.
   *
   * @param values those of the best trials first
   * @param best how many these are
   */
  static Spread of(Range range, double[] values, int best) {
    double[] first = Arrays.copyOf(values, best);
    if (range.count() > 0 && range.count() <= CELLS) {
      double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
      return new Spread(counted(distinct, first), counted(distinct, values));
    }
    double[] units = Arrays.stream(values).map(range::unit).toArray();
    // one width for both: what only the smoothing tells apart is no difference
    double width = width(Arrays.copyOf(units, best));
    return new Spread(smoothed(Arrays.copyOf(units, best), width), smoothed(units, width));
  }

  /** The Pearson divergence. */
  double divergence() {
    double sum = 0;
    for (int i = 0; i < all.length; i++) {
      double ratio = best[i] / all[i] - 1;
      sum += ratio * ratio * all[i];
    }
    return sum;
  }

  /** Each value has a cell; one trial more is spread over all of them. */
  private static double[] counted(double[] distinct, double[] values) {
    double[] cells = new double[distinct.length];
    Arrays.fill(cells, 1.0 / distinct.length);
    for (double value : values) {
      cells[Arrays.binarySearch(distinct, value)]++;
    }
    return normalised(cells);
  }

  private static double[] smoothed(double[] units, double width) {
    double[] cells = new double[CELLS];
    Arrays.fill(cells, 1.0 / CELLS);
    for (double unit : units) {
      double[] kernel = new double[CELLS];
      for (int i = 0; i < CELLS; i++) {
        double z = ((i + 0.5) / CELLS - unit) / width;
        kernel[i] = StrictMath.exp(-0.5 * z * z);
      }
      double[] share = normalised(kernel);
      for (int i = 0; i < CELLS; i++) {
        cells[i] += share[i];
      }
    }
    return normalised(cells);
  }

  /** Scott's rule, with the quartiles against outliers. */
  private static double width(double[] units) {
    double mean = Arrays.stream(units).average().orElse(0);
    double variance =
        Arrays.stream(units).map(u -> (u - mean) * (u - mean)).sum()
            / Math.max(1, units.length - 1);
    double[] sorted = Arrays.stream(units).sorted().toArray();
    double quartiles = sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4];
    double deviation = Math.sqrt(variance);
    double robust = quartiles > 0 ? Math.min(deviation, quartiles / 1.34) : deviation;
    double width = 1.059 * robust / StrictMath.pow(units.length, 0.2);
    return Math.max(width, 1.0 / CELLS);
  }

  private static double[] normalised(double[] cells) {
    double sum = Arrays.stream(cells).sum();
    return Arrays.stream(cells).map(cell -> cell / sum).toArray();
  }
}
