package org.tune4j.rl.distribution;

/** One normal distribution, given by its mean and the logarithm of its standard deviation. */
final class Normals {
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  /** The entropy of a standard normal distribution. */
  static final double ENTROPY = 0.5 + HALF_LOG_2_PI;

  private Normals() {}

  /**
   * The logarithm of the density.
   *
   * @param z how many standard deviations above the mean
   */
  static double logDensity(double z, double logStd) {
    return -0.5 * z * z - logStd - HALF_LOG_2_PI;
  }

  /**
   * KL(old ‖ new).
   *
   * @param move from the old mean to the new one
   */
  static double divergence(double oldLogStd, double logStd, double move) {
    return logStd - oldLogStd + 0.5 * (spread(oldLogStd, logStd, move) - 1);
  }

  /** The mean squared distance of an old sample from the new mean, in new variances. */
  static double spread(double oldLogStd, double logStd, double move) {
    double scaled = move * Math.exp(-logStd);
    return Math.exp(2 * (oldLogStd - logStd)) + scaled * scaled;
  }
}
