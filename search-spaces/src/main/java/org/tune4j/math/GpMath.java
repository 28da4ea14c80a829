package org.tune4j.math;

/**
 * The inner loops of Gaussian processes: sums of products, and an exponential that is several times
 * faster than {@link StrictMath}'s. Nothing but additions, multiplications and bits, so that it is
 * the same on every platform.
 */
public final class GpMath {
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HIGH = 0.6931471803691238; // its last 21 bits are 0
  private static final double LN2_LOW = 1.9082149292705877e-10;
  private static final double TO_WHOLE = 0x1.8p52; // adding it rounds to a whole number

  private GpMath() {}

  /**
   * The exponential, to 2e-16 relative; 0 below -708 and infinite above 709, so that nothing is
   * subnormal.
   */
  public static double exp(double x) {
    if (!(x >= -708 && x <= 709)) {
      return x > 709 ? Double.POSITIVE_INFINITY : x < -708 ? 0 : Double.NaN;
    }
    double rounded = x * LOG2_E + TO_WHOLE;
    double k = rounded - TO_WHOLE;
    double r = (x - k * LN2_HIGH) - k * LN2_LOW;
    // Taylor's series: |r| <= 0.347, and the first term left out is below 2e-16
    double p = 1.0 / 479001600;
    p = p * r + 1.0 / 39916800;
    p = p * r + 1.0 / 3628800;
    p = p * r + 1.0 / 362880;
    p = p * r + 1.0 / 40320;
    p = p * r + 1.0 / 5040;
    p = p * r + 1.0 / 720;
    p = p * r + 1.0 / 120;
    p = p * r + 1.0 / 24;
    p = p * r + 1.0 / 6;
    p = p * r + 0.5;
    double value = 1 + (r + r * r * p);
    long exponent = (long) k + 1023;
    return value * Double.longBitsToDouble(exponent << 52);
  }

  /** The sum of the products of the first {@code n} numbers, in a fixed order. */
  public static double dot(double[] a, double[] b, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) { // four sums, because one would wait for itself
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < n; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Adds {@code factor} times the first {@code n} numbers of {@code x} to those of {@code y}. */
  public static void add(double factor, double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] += factor * x[i];
    }
  }
}
