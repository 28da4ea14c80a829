package org.tune4j.rl.distribution;

/**
 * The entropy of tanh u for a normal u: that of u plus the mean of log(1 - tanh² u), which has no
 * closed form. The mean is a sum over equidistant points of ±6 standard deviations, whose error for
 * a smooth function falls exponentially with the number of points (Trefethen and Weideman, "The
 * exponentially convergent trapezoidal rule", 2014); below 1e-3 for every standard deviation up to
 * e².
 */
final class SquashedEntropy {
  private static final int POINTS = 65;
  private static final double[] Z = new double[POINTS];
  private static final double[] WEIGHT = new double[POINTS];

  static {
    double sum = 0;
    for (int k = 0; k < POINTS; k++) {
      Z[k] = 12.0 * k / (POINTS - 1) - 6;
      WEIGHT[k] = Math.exp(-0.5 * Z[k] * Z[k]);
      sum += WEIGHT[k];
    }
    for (int k = 0; k < POINTS; k++) {
      WEIGHT[k] /= sum;
    }
  }

  private SquashedEntropy() {}

  static double of(double mean, double logStd) {
    double std = Math.exp(logStd);
    double sum = Normals.ENTROPY + logStd;
    for (int k = 0; k < POINTS; k++) {
      sum += WEIGHT[k] * SquashedGaussian.logOneMinusTanhSquared(mean + std * Z[k]);
    }
    return sum;
  }

  /** The derivative with respect to the mean. */
  static double byMean(double mean, double logStd) {
    double std = Math.exp(logStd);
    double sum = 0;
    for (int k = 0; k < POINTS; k++) {
      sum -= 2 * WEIGHT[k] * Math.tanh(mean + std * Z[k]);
    }
    return sum;
  }

  /** The derivative with respect to the logarithm of the standard deviation. */
  static double byLogStd(double mean, double logStd) {
    double std = Math.exp(logStd);
    double sum = 1;
    for (int k = 0; k < POINTS; k++) {
      sum -= 2 * WEIGHT[k] * Math.tanh(mean + std * Z[k]) * std * Z[k];
    }
    return sum;
  }
}
