package org.tune4j.search.gp;

import org.tune4j.math.FastMath;

/**
 * The sum of two Matérn kernels of smoothness 5/2, by the square of the scaled distance: one for
 * the shape of the function, and one with shorter length scales for the waves upon it. What would
 * be noise without it is alike in places that lie very close, so that the same place is not tried
 * again and again.
 *
 * @param signal the variance of the shape
 * @param rough the variance of the waves
 * @param ratio of the squares of both length scales
 */
record Matern(double signal, double rough, double ratio) {

  private boolean isRough() {
    return rough > 1e-100;
  }

  /** At distance 0. */
  double variance() {
    return signal + rough;
  }

  /** The covariance. */
  double at(double square) {
    double shape = signal * one(square);
    return isRough() ? shape + rough * one(ratio * square) : shape;
  }

  /** Its derivative by the square of the distance; finite at 0. */
  double slope(double square) {
    double shape = signal * slopeOfOne(square);
    return isRough() ? shape + rough * ratio * slopeOfOne(ratio * square) : shape;
  }

  /** The covariance of the waves alone. */
  double roughAt(double square) {
    return isRough() ? rough * one(ratio * square) : 0;
  }

  /** The derivative of the covariance by the logarithm of the ratio. */
  double byLogRatio(double square) {
    return isRough() ? rough * ratio * square * slopeOfOne(ratio * square) : 0;
  }

  private static double one(double square) {
    double t = Math.sqrt(5 * square);
    return (1 + t + t * t / 3) * FastMath.exp(-t);
  }

  private static double slopeOfOne(double square) {
    double t = Math.sqrt(5 * square);
    return -5.0 / 6 * (1 + t) * FastMath.exp(-t);
  }
}
