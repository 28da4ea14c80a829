package org.tune4j.search.gp;

import java.util.Arrays;
import org.tune4j.math.FastMath;

/**
 * What is fitted: the logarithms of the inverse squares of the length scales, of the variances of
 * signal, noise and roughness, and of the {@link Matern} kernels' ratio, in this order in one
 * array.
 */
final class Hyper {
  private static final double LOG_LEAST_NOISE = StrictMath.log(1e-6);
  private static final double LOG_RATIO = StrictMath.log(100);

  /** The logarithm of next to nothing. */
  private static final double NONE = -700;

  /** How many there are beside the length scales. */
  private static final int OTHERS = 4;

  private Hyper() {}

  /** A start: all length scales the same. */
  static double[] start(int scales, double lengthScale, double noise, boolean isRough) {
    double[] theta = new double[scales + OTHERS];
    Arrays.fill(theta, 0, scales, -2 * StrictMath.log(lengthScale));
    theta[scales + 1] = StrictMath.log(noise);
    theta[scales + 2] = isRough ? StrictMath.log(noise) : NONE;
    theta[scales + 3] = LOG_RATIO;
    return theta;
  }

  static double[] weights(double[] theta) {
    double[] weights = new double[theta.length - OTHERS];
    Arrays.setAll(weights, j -> FastMath.exp(theta[j]));
    return weights;
  }

  static double noise(double[] theta) {
    return FastMath.exp(theta[theta.length - 3]);
  }

  static Matern kernel(double[] theta) {
    int n = theta.length;
    return new Matern(
        FastMath.exp(theta[n - 4]), FastMath.exp(theta[n - 2]), FastMath.exp(theta[n - 1]));
  }

  static double[] low(int scales, boolean isRough) {
    double[] low = new double[scales + OTHERS];
    Arrays.fill(low, 0, scales, -9);
    low[scales] = -5;
    low[scales + 1] = LOG_LEAST_NOISE;
    low[scales + 2] = isRough ? LOG_LEAST_NOISE : NONE;
    low[scales + 3] = StrictMath.log(9);
    return low;
  }

  static double[] high(int scales, boolean isRough) {
    double[] high = new double[scales + OTHERS];
    Arrays.fill(high, 0, scales, 9);
    high[scales] = 5;
    high[scales + 1] = 0; // the variance of all values
    high[scales + 2] = isRough ? 1 : NONE;
    high[scales + 3] = StrictMath.log(2500);
    return high;
  }

  /** Minus the logarithm of the prior; its gradient is added. */
  static double penalty(double[] theta, double[] gradient) {
    int scales = theta.length - OTHERS;
    double sum = 0;
    for (int j = 0; j < scales; j++) { // as Optuna's GPSampler has it
      double weight = FastMath.exp(theta[j]);
      sum += 0.1 / weight + 0.1 * weight;
      gradient[j] += 0.1 * weight - 0.1 / weight;
    }
    sum += gamma(theta, scales, 2, gradient);
    sum += gamma(theta, scales + 1, 1.1, gradient);
    if (theta[scales + 2] > NONE) {
      sum += gamma(theta, scales + 2, 1.1, gradient);
    }
    double off = theta[scales + 3] - LOG_RATIO;
    gradient[scales + 3] += off;
    return sum + 0.5 * off * off;
  }

  /** Of the gamma distribution with rate 1, up to a constant. */
  private static double gamma(double[] theta, int parameter, double shape, double[] gradient) {
    double value = FastMath.exp(theta[parameter]);
    gradient[parameter] += value - (shape - 1);
    return value - (shape - 1) * theta[parameter];
  }
}
