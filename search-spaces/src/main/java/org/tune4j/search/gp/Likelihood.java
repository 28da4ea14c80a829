package org.tune4j.search.gp;

import org.tune4j.math.BoxLbfgs;
import org.tune4j.math.Cholesky;
import org.tune4j.math.Gaussian;

/**
 * Minus the logarithm of the probability of {@link Hyper} parameters, given what was observed
 * (Rasmussen and Williams, "Gaussian Processes for Machine Learning", sections 2.2 and 5.4).
 *
 * @param rows where
 * @param y what was observed there
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Likelihood(Rows rows, double[] y) implements BoxLbfgs.Smooth {

  @Override
  public double at(double[] theta, double[] gradient) {
    int n = rows.size();
    double[] weights = Hyper.weights(theta);
    Matern matern = Hyper.kernel(theta);
    double noise = Hyper.noise(theta);
    double[][] squares = new double[n][];
    double[][] kernel = new double[n][];
    for (int a = 0; a < n; a++) {
      double[] square = new double[a];
      double[] k = new double[a + 1];
      rows.distances(rows.row(a), weights, a, square);
      for (int b = 0; b < a; b++) {
        k[b] = matern.at(square[b]);
      }
      k[a] = matern.variance() + noise;
      squares[a] = square;
      kernel[a] = k;
    }
    Cholesky factor = Cholesky.of(kernel);
    Level level = Level.of(factor, y);
    java.util.Arrays.fill(gradient, 0);
    addSlopes(theta, squares, kernel, factor.inverse(), level.alpha(), gradient);
    return 0.5 * (level.squares(y) + factor.logDeterminant())
        + level.penalty()
        + n * Gaussian.LOG_SQRT_2_PI
        + Hyper.penalty(theta, gradient);
  }

  /** -1/2 tr((alpha alpha' - K^-1) dK), where each pair off the diagonal counts twice. */
  private void addSlopes(
      double[] theta,
      double[][] squares,
      double[][] kernel,
      double[][] inverse,
      double[] alpha,
      double[] gradient) {
    double[] weights = Hyper.weights(theta);
    Matern matern = Hyper.kernel(theta);
    int others = weights.length;
    double trace = 0;
    for (int a = 0; a < rows.size(); a++) {
      double[] pulls = squares[a];
      for (int b = 0; b < a; b++) {
        double pull = inverse[a][b] - alpha[a] * alpha[b];
        double square = squares[a][b];
        double rough = matern.roughAt(square);
        gradient[others] += pull * (kernel[a][b] - rough);
        gradient[others + 2] += pull * rough;
        gradient[others + 3] += pull * matern.byLogRatio(square);
        pulls[b] = pull * matern.slope(square);
      }
      trace += 0.5 * (inverse[a][a] - alpha[a] * alpha[a]);
      rows.addDistances(rows.row(a), pulls, a, gradient);
    }
    for (int j = 0; j < others; j++) {
      gradient[j] *= weights[j];
    }
    gradient[others] += trace * matern.signal();
    gradient[others + 1] += trace * Hyper.noise(theta);
    gradient[others + 2] += trace * matern.rough();
  }
}
