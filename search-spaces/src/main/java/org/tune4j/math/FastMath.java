package org.tune4j.math;

/**
 * Logarithm, exponential and normal probabilities for inner loops: several times faster than {@link
 * StrictMath}, and like it the same on every platform, as they are made of the four operations
 * only. Not correctly rounded: see each.
 */
public final class FastMath {
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2 = 0.6931471805599453;

  /** The logarithm of 2 in two parts; the first has so few bits that its multiples are exact. */
  private static final double LN2_HIGH = 0x1.62e42feep-1;

  private static final double LN2_LOW = 1.9082149292705877e-10;

  /** Adding it leaves a whole number in the last bits. */
  private static final double ROUNDER = 0x1.8p52;

  private static final double LEAST_EXPONENT = -708;
  private static final double SQRT_2 = 1.4142135623730951;

  /** How many knots of the table of probabilities there are for each standard deviation. */
  private static final int KNOTS = 64;

  private static final double WIDEST = 8.25;
  private static final double[] BELOW = new double[(int) (2 * WIDEST * KNOTS) + 1];
  private static final double[] SLOPE = new double[BELOW.length];

  static {
    for (int i = 0; i < BELOW.length; i++) {
      double z = (double) i / KNOTS - WIDEST;
      BELOW[i] = Gaussian.below(z);
      SLOPE[i] = Gaussian.density(z) / KNOTS;
    }
  }

  private FastMath() {}

  /**
   * e to the power of {@code x}, to a relative error of 1e-15; 0 below -708, where the true value
   * is less than 1e-307, and infinite above 709.
   */
  public static double exp(double x) {
    if (!(x >= LEAST_EXPONENT)) {
      return Double.isNaN(x) ? x : 0;
    }
    if (x > 709) {
      return Double.POSITIVE_INFINITY;
    }
    double shifted = x * LOG2_E + ROUNDER;
    double power = shifted - ROUNDER;
    double r = x - power * LN2_HIGH - power * LN2_LOW;
    // Taylor's series: |r| <= 0.347, and the first term left out is below 2e-16
    double sum = 1.0 / 479001600;
    sum = sum * r + 1.0 / 39916800;
    sum = sum * r + 1.0 / 3628800;
    sum = sum * r + 1.0 / 362880;
    sum = sum * r + 1.0 / 40320;
    sum = sum * r + 1.0 / 5040;
    sum = sum * r + 1.0 / 720;
    sum = sum * r + 1.0 / 120;
    sum = sum * r + 1.0 / 24;
    sum = sum * r + 1.0 / 6;
    sum = sum * r + 0.5;
    double value = 1 + (r + r * r * sum); // the small terms first: Horner's end would lose digits
    return value * Double.longBitsToDouble(((long) power + 1023) << 52);
  }

  /** The natural logarithm, to a relative error of 1e-14. */
  public static double log(double x) {
    if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
      return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
    }
    if (x < Double.MIN_NORMAL) {
      return log(x * 0x1p54) - 54 * LN2;
    }
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >> 52) - 1023;
    double m = Double.longBitsToDouble((bits & 0x000FFFFFFFFFFFFFL) | 0x3FF0000000000000L);
    if (m > SQRT_2) {
      m *= 0.5;
      exponent++;
    }
    double s = (m - 1) / (m + 1); // log m = 2 artanh s
    double square = s * s;
    double sum = 1.0 / 19;
    sum = sum * square + 1.0 / 17;
    sum = sum * square + 1.0 / 15;
    sum = sum * square + 1.0 / 13;
    sum = sum * square + 1.0 / 11;
    sum = sum * square + 1.0 / 9;
    sum = sum * square + 1.0 / 7;
    sum = sum * square + 1.0 / 5;
    sum = sum * square + 1.0 / 3;
    return exponent * LN2_HIGH + (exponent * LN2_LOW + 2 * (s + s * square * sum));
  }

  /** {@link Gaussian#below}, to an absolute error of 1e-10. */
  public static double below(double z) {
    double place = (z + WIDEST) * KNOTS;
    if (!(place > 0)) {
      return Double.isNaN(z) ? z : 0;
    }
    if (place >= BELOW.length - 1) {
      return 1;
    }
    int knot = (int) place;
    double t = place - knot;
    double rise = BELOW[knot + 1] - BELOW[knot];
    double a = SLOPE[knot] - rise;
    double b = rise - SLOPE[knot + 1];
    return BELOW[knot] + t * (rise + (1 - t) * (a * (1 - t) + b * t));
  }
}
