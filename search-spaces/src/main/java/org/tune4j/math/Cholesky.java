package org.tune4j.math;

import java.util.ArrayList;
import java.util.List;

/**
 * The factor L of a symmetric positive definite matrix A = L L', which grows by one row at a time.
 * Never fails: where rounding would have a pivot vanish, it is {@value #LEAST_PIVOT} of the
 * diagonal. Not thread-safe.
 */
public final class Cholesky {
  private static final double LEAST_PIVOT = 1e-13;

  private final List<double[]> rows = new ArrayList<>();

  /** The factor of a matrix of which row i has the numbers up to the diagonal at least. */
  public static Cholesky of(double[][] matrix) {
    Cholesky factor = new Cholesky();
    for (double[] row : matrix) {
      factor.append(row);
    }
    return factor;
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }

  /** Adds a row of the matrix: its numbers up to the diagonal. It is copied. */
  public void append(double[] row) {
    int i = rows.size();
    double[] l = new double[i + 1];
    for (int j = 0; j < i; j++) {
      double[] other = rows.get(j);
      l[j] = (row[j] - GpMath.dot(l, other, j)) / other[j];
    }
    double pivot = row[i] - GpMath.dot(l, l, i);
    l[i] = Math.sqrt(Math.max(pivot, LEAST_PIVOT * row[i]));
    rows.add(l);
  }

  /** Solves L x = b in place. */
  public void solveLower(double[] b) {
    for (int i = 0; i < rows.size(); i++) {
      double[] row = rows.get(i);
      b[i] = (b[i] - GpMath.dot(row, b, i)) / row[i];
    }
  }

  /** Solves L' x = b in place. */
  public void solveUpper(double[] b) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      double[] row = rows.get(i);
      b[i] /= row[i];
      GpMath.add(-b[i], row, b, i);
    }
  }

  /** Solves A x = b in place. */
  public void solve(double[] b) {
    solveLower(b);
    solveUpper(b);
  }

  /** Solves L X = B in place for many right sides at once: row i has the i-th number of each. */
  public void solveLower(double[][] b, int columns) {
    for (int i = 0; i < rows.size(); i++) {
      double[] row = rows.get(i);
      double[] result = b[i];
      int j = 0;
      for (; j + 3 < i; j += 4) {
        subtract(row, j, b, result, columns);
      }
      for (; j < i; j++) {
        GpMath.add(-row[j], b[j], result, columns);
      }
      double inverse = 1 / row[i];
      for (int c = 0; c < columns; c++) {
        result[c] *= inverse;
      }
    }
  }

  /** Four rows at once: each result is read and written once instead of four times. */
  private static void subtract(double[] row, int j, double[][] b, double[] result, int columns) {
    double f0 = row[j];
    double f1 = row[j + 1];
    double f2 = row[j + 2];
    double f3 = row[j + 3];
    double[] b0 = b[j];
    double[] b1 = b[j + 1];
    double[] b2 = b[j + 2];
    double[] b3 = b[j + 3];
    for (int c = 0; c < columns; c++) {
      result[c] -= (f0 * b0[c] + f1 * b1[c]) + (f2 * b2[c] + f3 * b3[c]);
    }
  }

  /** The logarithm of the determinant of A. */
  public double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      sum += StrictMath.log(rows.get(i)[i]);
    }
    return 2 * sum;
  }

  /** The inverse of A: row i has the numbers up to the diagonal. */
  public double[][] inverse() {
    int n = rows.size();
    double[][] lower = new double[n][]; // of L
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = rows.get(i);
      double[] l = new double[i + 1];
      for (int j = 0; j < i; j++) {
        GpMath.add(-row[j], lower[j], l, j + 1);
      }
      double diagonal = 1 / row[i];
      for (int j = 0; j < i; j++) {
        l[j] *= diagonal;
      }
      l[i] = diagonal;
      lower[i] = l;
      inverse[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        GpMath.add(l[j], l, inverse[j], j + 1);
      }
    }
    return inverse;
  }
}
