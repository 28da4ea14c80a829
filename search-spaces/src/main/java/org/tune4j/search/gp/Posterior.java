package org.tune4j.search.gp;

import java.util.Arrays;
import org.tune4j.math.Cholesky;
import org.tune4j.math.GpMath;

/**
 * What a Gaussian process expects, given what was observed. Points whose value is not known yet are
 * taken as if it were as expected: they leave the mean as it is, and take their variance away
 * (Desautels, Krause and Burdick, 2014). Not thread-safe: it keeps the place last asked for.
 */
final class Posterior {
  private static final int BLOCK = 64;
  private static final double LEAST_VARIANCE = 1e-12;

  private final Rows rows;
  private final double[] weights;
  private final Matern matern;
  private final Cholesky factor;
  private final double[] alpha;
  private final double[] squares;
  private final double[] solved;
  private double level;
  private double[] row = {};
  private double mean;
  private double variance;

  /**
   * @param rows where: first what was observed, then what is not known yet
   * @param y what was observed, for the first of the rows
   * @param theta see {@link Hyper}
   */
  Posterior(Rows rows, double[] y, double[] theta) {
    this.rows = rows;
    weights = Hyper.weights(theta);
    matern = Hyper.kernel(theta);
    factor = new Cholesky();
    int n = rows.size();
    squares = new double[n];
    solved = new double[n];
    alpha = new double[n];
    double[] kernel = new double[n];
    for (int i = 0; i < n; i++) {
      if (i == y.length) {
        solveAlpha(y);
      }
      covariances(rows.row(i), i, kernel);
      kernel[i] = matern.variance() + Hyper.noise(theta);
      factor.append(kernel);
    }
    if (n == y.length) {
      solveAlpha(y);
    }
  }

  private void solveAlpha(double[] y) {
    Level found = Level.of(factor, y);
    level = found.mean();
    System.arraycopy(found.alpha(), 0, alpha, 0, y.length); // the others stay 0
  }

  private void covariances(double[] at, int n, double[] into) {
    rows.distances(at, weights, n, squares);
    for (int i = 0; i < n; i++) {
      into[i] = matern.at(squares[i]);
    }
  }

  /** Looks at a place; {@link #mean}, {@link #variance} and {@link #slopes} are about it then. */
  void look(double[] at) {
    int n = rows.size();
    row = at;
    covariances(at, n, solved);
    mean = level + GpMath.dot(alpha, solved, n);
    factor.solveLower(solved);
    variance = Math.max(LEAST_VARIANCE, matern.variance() - GpMath.dot(solved, solved, n));
  }

  double mean() {
    return mean;
  }

  /** Of the function itself, without noise. */
  double variance() {
    return variance;
  }

  /**
   * The gradient, by the numbers of the columns, of something that depends on mean and variance; 0
   * for what is no number. To be called once for each look.
   *
   * @param byMean its derivative by the mean
   * @param byVariance its derivative by the variance
   */
  double[] slopes(double byMean, double byVariance) {
    int n = rows.size();
    factor.solveUpper(solved);
    double[] pull = new double[n];
    for (int i = 0; i < n; i++) {
      double byCovariance = byMean * alpha[i] - 2 * byVariance * solved[i];
      pull[i] = 2 * byCovariance * matern.slope(squares[i]);
    }
    double sum = GpMath.dot(pull, ones(n), n);
    double[] slopes = new double[row.length];
    for (int c = 0; c < row.length; c++) {
      Inputs.Column column = rows.inputs().columns().get(c);
      if (column.kind() == Inputs.Kind.NUMBER) {
        double apart = row[c] * sum - GpMath.dot(pull, rows.values()[c], n);
        slopes[c] = weights[column.scale()] * apart;
      }
    }
    return slopes;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Means and variances at many places: two arrays. */
  double[][] many(double[][] places) {
    double[] means = new double[places.length];
    double[] variances = new double[places.length];
    int n = rows.size();
    double[][] block = new double[n][BLOCK];
    double[] kernel = new double[n];
    for (int first = 0; first < places.length; first += BLOCK) {
      int count = Math.min(BLOCK, places.length - first);
      for (int i = 0; i < count; i++) {
        covariances(places[first + i], n, kernel);
        means[first + i] = level + GpMath.dot(alpha, kernel, n);
        for (int j = 0; j < n; j++) {
          block[j][i] = kernel[j];
        }
      }
      factor.solveLower(block, count);
      double[] explained = new double[BLOCK];
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < count; i++) {
          explained[i] += block[j][i] * block[j][i];
        }
      }
      for (int i = 0; i < count; i++) {
        variances[first + i] = Math.max(LEAST_VARIANCE, matern.variance() - explained[i]);
      }
    }
    return new double[][] {means, variances};
  }
}
