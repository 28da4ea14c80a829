package org.tune4j.math;

import java.util.Arrays;

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix by Jacobi's method with cyclic sweeps
 * (Golub and Van Loan, "Matrix computations", section 8.5). Uses nothing but the four operations
 * and roots, so it gives the same bits everywhere.
 */
public final class SymmetricEigen {
  /** Ten are enough for a thousand rows; a matrix with NaN never gets there. */
  private static final int MOST_SWEEPS = 40;

  private final double[] values;
  private final double[][] vectors;

  private SymmetricEigen(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * Decomposes a matrix.
   *
   * @param matrix symmetric; is not changed
   */
  public static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    double norm = 0;
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
      for (double entry : a[i]) {
        norm = Math.max(norm, Math.abs(entry));
      }
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && sweep(a, v, norm); sweep++) {}
    return sorted(a, v);
  }

  /** Rotates each pair of axes once; says whether there was anything to do. */
  private static boolean sweep(double[][] a, double[][] v, double norm) {
    boolean rotated = false;
    for (int p = 0; p < a.length; p++) {
      for (int q = p + 1; q < a.length; q++) {
        double off = Math.abs(a[p][q]);
        if (off > 1e-30 * norm && off > 1e-17 * Math.sqrt(Math.abs(a[p][p] * a[q][q]))) {
          rotate(a, v, p, q);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    double off = a[p][q];
    double theta = (a[q][q] - a[p][p]) / (2 * off);
    double root = Math.abs(theta) + Math.sqrt(theta * theta + 1);
    double t = theta < 0 ? -1 / root : 1 / root;
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    double[] rowP = a[p];
    double[] rowQ = a[q];
    double diagonalP = rowP[p] - t * off;
    double diagonalQ = rowQ[q] + t * off;
    turn(rowP, rowQ, c, s);
    for (int k = 0; k < a.length; k++) {
      a[k][p] = rowP[k];
      a[k][q] = rowQ[k];
    }
    rowP[p] = diagonalP;
    rowQ[q] = diagonalQ;
    rowP[q] = 0;
    rowQ[p] = 0;
    turn(v[p], v[q], c, s);
  }

  private static void turn(double[] p, double[] q, double c, double s) {
    for (int k = 0; k < p.length; k++) {
      double x = p[k];
      double y = q[k];
      p[k] = c * x - s * y;
      q[k] = s * x + c * y;
    }
  }

  private static SymmetricEigen sorted(double[][] a, double[][] v) {
    Integer[] order = new Integer[a.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(a[i][i], a[j][j]));
    double[] values = new double[a.length];
    double[][] vectors = new double[a.length][];
    for (int i = 0; i < values.length; i++) {
      values[i] = a[order[i]][order[i]];
      vectors[i] = v[order[i]];
    }
    return new SymmetricEigen(values, vectors);
  }

  /** The eigenvalues, from the least to the greatest; not a copy. */
  public double[] values() {
    return values;
  }

  /** The eigenvectors, of length 1 and at right angles: the i-th row is that of the i-th value. */
  public double[][] vectors() {
    return vectors;
  }
}
