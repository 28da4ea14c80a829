package org.tune4j.rl.model;

import java.util.Arrays;

/**
 * Matrix products on rows that are arrays of their own. That layout is what lets the JIT compiler
 * use vector instructions: all arrays of an inner loop share one index. The order of additions for
 * one row does not depend on the other rows, so a result is the same in every batch.
 *
 * <p>Two rows by four terms is the largest block that HotSpot of JDK 25 still makes vector
 * instructions of: four by four and two by eight were measured four times slower.
 */
final class Kernels {
  private Kernels() {}

  /** c[m][j] += sum over k of a[m][k] b[k][j]. */
  static void product(float[][] c, int rows, float[][] a, int inner, float[][] b, int width) {
    int m = 0;
    for (; m + 1 < rows; m += 2) {
      float[] x = a[m];
      float[] y = a[m + 1];
      int k = 0;
      for (; k + 3 < inner; k += 4) {
        add4(
            c[m], c[m + 1], b, k, x[k], x[k + 1], x[k + 2], x[k + 3], y[k], y[k + 1], y[k + 2],
            y[k + 3], width);
      }
      for (; k < inner; k++) {
        add(c[m], b[k], x[k], width);
        add(c[m + 1], b[k], y[k], width);
      }
    }
    if (m < rows) {
      float[] x = a[m];
      int k = 0;
      for (; k + 3 < inner; k += 4) {
        add4(c[m], b, k, x[k], x[k + 1], x[k + 2], x[k + 3], width);
      }
      for (; k < inner; k++) {
        add(c[m], b[k], x[k], width);
      }
    }
  }

  /** c[m][j] += sum over k of a[k][m] b[k][j]. */
  static void productTransposed(
      float[][] c, int rows, float[][] a, int inner, float[][] b, int width) {
    int k = 0;
    for (; k + 3 < inner; k += 4) {
      float[] a0 = a[k];
      float[] a1 = a[k + 1];
      float[] a2 = a[k + 2];
      float[] a3 = a[k + 3];
      int m = 0;
      for (; m + 1 < rows; m += 2) {
        int n = m + 1;
        add4(c[m], c[n], b, k, a0[m], a1[m], a2[m], a3[m], a0[n], a1[n], a2[n], a3[n], width);
      }
      if (m < rows) {
        add4(c[m], b, k, a0[m], a1[m], a2[m], a3[m], width);
      }
    }
    for (; k < inner; k++) {
      for (int m = 0; m < rows; m++) {
        add(c[m], b[k], a[k][m], width);
      }
    }
  }

  /** c[m][j] += the dot product of a[m] and b[j]; for few outputs. */
  static void dots(float[][] c, int rows, float[][] a, int inner, float[][] b, int width) {
    for (int m = 0; m < rows; m++) {
      for (int j = 0; j < width; j++) {
        c[m][j] += dot(a[m], b[j], inner);
      }
    }
  }

  static void clear(float[][] rows, int count, int width) {
    for (int m = 0; m < count; m++) {
      Arrays.fill(rows[m], 0, width, 0);
    }
  }

  private static float dot(float[] a, float[] b, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
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

  private static void add(float[] c, float[] b, float x, int n) {
    for (int j = 0; j < n; j++) {
      c[j] += x * b[j];
    }
  }

  private static void add4(
      float[] c, float[][] b, int k, float x0, float x1, float x2, float x3, int n) {
    float[] b0 = b[k];
    float[] b1 = b[k + 1];
    float[] b2 = b[k + 2];
    float[] b3 = b[k + 3];
    for (int j = 0; j < n; j++) {
      c[j] += x0 * b0[j] + x1 * b1[j] + x2 * b2[j] + x3 * b3[j];
    }
  }

  @SuppressWarnings("TooManyParameters")
  private static void add4(
      float[] c,
      float[] d,
      float[][] b,
      int k,
      float x0,
      float x1,
      float x2,
      float x3,
      float y0,
      float y1,
      float y2,
      float y3,
      int n) {
    float[] b0 = b[k];
    float[] b1 = b[k + 1];
    float[] b2 = b[k + 2];
    float[] b3 = b[k + 3];
    for (int j = 0; j < n; j++) {
      c[j] += x0 * b0[j] + x1 * b1[j] + x2 * b2[j] + x3 * b3[j];
      d[j] += y0 * b0[j] + y1 * b1[j] + y2 * b2[j] + y3 * b3[j];
    }
  }
}
