package org.tune4j.math;

/**
 * The inner loops of Gaussian processes: sums of products in a fixed order, so that they are the
 * same on every platform.
 */
public final class GpMath {
  private GpMath() {}

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
