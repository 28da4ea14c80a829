package org.tune4j.search.tpe;

import java.util.Arrays;

/**
 * How wide the kernels of a number are.
 *
 * <p>A kernel spans at least a part of the cell of a value with steps: neighbours of a good value
 * are worth a try, even when all kernels stand on it.
 */
sealed interface Bandwidth {
  /** What part of a cell a kernel spans at least. */
  double CELL = 0.25;

  /** As Optuna has it. */
  Bandwidth FINE = new Neighbours(0.01, 1);

  /** Watanabe, "Tree-structured Parzen estimator" (2023), table 3. */
  Bandwidth COARSE = new Neighbours(0.03, 2);

  /** The floor, as a part of the range. */
  double floor(int kernels);

  /**
   * Before the floor is seen to.
   *
   * @param centres of the kernels in [0, 1], rising
   */
  double[] widths(double[] centres);

  /**
   * As far as the farther of both neighbours, but not less than a floor, which keeps a crowd of
   * points from making a needle ("magic clipping"), and not more than the range.
   *
   * @param least the floor, however many kernels there are
   * @param shrink how fast the floor falls to that: 1 / (kernels + 1)^shrink
   */
  record Neighbours(double least, double shrink) implements Bandwidth {
    @Override
    public double floor(int kernels) {
      double falling = shrink == 1 ? 1.0 / (kernels + 1) : 1.0 / (kernels + 1.0) / (kernels + 1.0);
      return Math.min(1, Math.max(least, falling));
    }

    @Override
    public double[] widths(double[] centres) {
      double[] widths = new double[centres.length];
      for (int i = 0; i < widths.length; i++) {
        double left = i == 0 ? 0 : centres[i] - centres[i - 1];
        double right = i == widths.length - 1 ? 0 : centres[i + 1] - centres[i];
        widths[i] = widths.length == 1 ? 1 : Math.max(left, right);
      }
      return widths;
    }
  }

  /**
   * All as wide as each other, by the rule for a normal density: 1.06 sd n^(-1 / (4 + d)) (Scott,
   * 1992), times a factor (Falkner, Klein, Hutter, "BOHB", 2018).
   *
   * @param least the floor before the factor
   * @param factor at least 1 where points are drawn, so that they do not crowd
   * @param dimensions how many parameters a point has
   */
  record Reference(double least, double factor, int dimensions) implements Bandwidth {
    @Override
    public double floor(int kernels) {
      return Math.min(1, least * factor);
    }

    @Override
    public double[] widths(double[] centres) {
      double[] widths = new double[centres.length];
      double mean = Arrays.stream(centres).sum() / centres.length;
      double squares = Arrays.stream(centres).map(x -> (x - mean) * (x - mean)).sum();
      double deviation = Math.sqrt(squares / centres.length);
      double shrunk = StrictMath.pow(centres.length, -1.0 / (4 + dimensions));
      Arrays.fill(widths, centres.length == 1 ? 1 : factor * 1.06 * deviation * shrunk);
      return widths;
    }
  }
}
