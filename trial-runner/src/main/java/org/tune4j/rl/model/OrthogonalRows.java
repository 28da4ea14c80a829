package org.tune4j.rl.model;

import java.util.random.RandomGenerator;

/** Random orthonormal rows: normal draws made orthogonal by Gram and Schmidt's method, twice. */
final class OrthogonalRows {
  private OrthogonalRows() {}

  /**
   * @param count how many rows, at most {@code width}
   */
  static double[][] of(int count, int width, RandomGenerator random) {
    double[][] rows = new double[count][width];
    for (int r = 0; r < count; r++) {
      for (int i = 0; i < width; i++) {
        rows[r][i] = random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < r; other++) {
          subtract(rows[r], rows[other], dot(rows[r], rows[other]));
        }
        scale(rows[r], 1 / Math.sqrt(dot(rows[r], rows[r])));
      }
    }
    return rows;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double[] from, double[] other, double share) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= share * other[i];
    }
  }

  private static void scale(double[] row, double by) {
    for (int i = 0; i < row.length; i++) {
      row[i] *= by;
    }
  }
}
