package org.tune4j.search.gp;

import java.util.Arrays;
import org.tune4j.math.Cholesky;

/**
 * What a Gaussian process expects far from all that was observed: the mean that fits best, drawn to
 * 0, the mean of the values. When most trials are good already, the mean of the values is better
 * than what is to be expected elsewhere.
 *
 * @param mean that level
 * @param alpha the inverse of the covariances times what the values lie above it
 * @param penalty of the mean, in the likelihood
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Level(double mean, double[] alpha, double penalty) {
  /** How far from 0 the mean may well be. */
  private static final double SPREAD = 1;

  static Level of(Cholesky factor, double[] y) {
    int n = y.length;
    double[] alpha = y.clone();
    factor.solve(alpha);
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    factor.solve(ones);
    double sum = 0;
    double size = 1 / (SPREAD * SPREAD);
    for (int i = 0; i < n; i++) {
      sum += alpha[i];
      size += ones[i];
    }
    double mean = sum / size;
    for (int i = 0; i < n; i++) {
      alpha[i] -= mean * ones[i];
    }
    return new Level(mean, alpha, 0.5 * mean * mean / (SPREAD * SPREAD));
  }

  /** How much the values lie above it, squared, in terms of the covariances. */
  double squares(double[] y) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (y[i] - mean) * alpha[i];
    }
    return sum;
  }
}
