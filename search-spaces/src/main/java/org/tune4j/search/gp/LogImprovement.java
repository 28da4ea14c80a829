package org.tune4j.search.gp;

import org.tune4j.math.Gaussian;

/**
 * The logarithm of the expected improvement (Ament, Daulton, Eriksson, Balandat and Bakshy,
 * "Unexpected improvements to expected improvement", 2023), with its derivatives: it has a slope
 * also where the improvement itself would be 0.
 *
 * @param value the logarithm
 * @param byMean its derivative by the mean
 * @param byVariance its derivative by the variance
 */
record LogImprovement(double value, double byMean, double byVariance) {
  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double SQRT_HALF_PI = 1.2533141373155003;

  /**
   * @param best what is to be improved: less is better
   */
  static LogImprovement of(double mean, double variance, double best) {
    double sd = Math.sqrt(variance);
    double z = (best - mean) / sd;
    double logH; // of h(z) = z Phi(z) + phi(z)
    double massOverH;
    double densityOverH;
    if (z > -1) {
      double mass = Gaussian.below(z);
      double density = Gaussian.density(z);
      double h = z * mass + density;
      logH = StrictMath.log(h);
      massOverH = mass / h;
      densityOverH = density / h;
    } else {
      double mills = SQRT_HALF_PI * Gaussian.erfcx(-z * SQRT_HALF); // Phi / phi
      double hOverDensity = z > -1e4 ? 1 + z * mills : 1 / (z * z); // which cancels far out
      logH = -0.5 * z * z - Gaussian.LOG_SQRT_2_PI + StrictMath.log(hOverDensity);
      massOverH = mills / hOverDensity;
      densityOverH = 1 / hOverDensity;
    }
    return new LogImprovement(
        0.5 * StrictMath.log(variance) + logH, -massOverH / sd, densityOverH / (2 * variance));
  }
}
