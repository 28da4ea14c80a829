package org.tune4j.rl.model;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Matrix products by OpenBLAS, the library that ND4J brings along, on memory outside the heap. The
 * library is loaded when the first matrix is made. On one thread a product has the same bits on
 * every run.
 */
final class Blas {
  /** Up to here a product row by row is faster than one of matrices. */
  private static final int FEW_ROWS = 8;

  private Blas() {}

  /** Room for a matrix whose rows lie one after the other. Freed with the object. */
  static final class Matrix {
    private FloatPointer pointer = new FloatPointer();
    private FloatBuffer buffer = FloatBuffer.allocate(0);

    /** Makes room; what was there is lost when it grows. */
    void reserve(int numbers) {
      if (buffer.capacity() < numbers) {
        pointer.close();
        pointer = new FloatPointer(numbers);
        buffer = pointer.asBuffer();
      }
    }

    void put(float[] from, int offset, int count) {
      buffer.put(0, from, offset, count);
    }

    void get(float[] into, int offset, int count) {
      buffer.get(0, into, offset, count);
    }

    void putRow(int row, float[] from, int width) {
      buffer.put(row * width, from, 0, width);
    }

    void getRow(int row, float[] into, int width) {
      buffer.get(row * width, into, 0, width);
    }
  }

  /** c (m × n) = a (m × k) times b (n × k) transposed. */
  static void timesTransposed(Matrix c, Matrix a, Matrix b, int m, int k, int n) {
    if (m <= FEW_ROWS) {
      rowByRow(c, a, b, m, k, n, openblas_nolapack.CblasNoTrans);
    } else {
      product(c, a, b, m, k, n, openblas_nolapack.CblasNoTrans, openblas_nolapack.CblasTrans);
    }
  }

  /** c (m × n) = a (m × k) times b (k × n). */
  static void times(Matrix c, Matrix a, Matrix b, int m, int k, int n) {
    if (m <= FEW_ROWS) {
      rowByRow(c, a, b, m, k, n, openblas_nolapack.CblasTrans);
    } else {
      product(c, a, b, m, k, n, openblas_nolapack.CblasNoTrans, openblas_nolapack.CblasNoTrans);
    }
  }

  /** c (m × n) = a (k × m) transposed times b (k × n). */
  static void transposedTimes(Matrix c, Matrix a, Matrix b, int m, int k, int n) {
    product(c, a, b, m, k, n, openblas_nolapack.CblasTrans, openblas_nolapack.CblasNoTrans);
  }

  private static void product(
      Matrix c, Matrix a, Matrix b, int m, int k, int n, int transposeA, int transposeB) {
    boolean plainA = transposeA == openblas_nolapack.CblasNoTrans;
    boolean plainB = transposeB == openblas_nolapack.CblasNoTrans;
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        transposeA,
        transposeB,
        m,
        n,
        k,
        1,
        a.pointer,
        plainA ? k : m,
        b.pointer,
        plainB ? n : k,
        0,
        c.pointer,
        n);
  }

  /** Each row of c is b, transposed or not, times a row of a. */
  private static void rowByRow(
      Matrix c, Matrix a, Matrix b, int rows, int k, int n, int transpose) {
    boolean plain = transpose == openblas_nolapack.CblasNoTrans;
    for (int row = 0; row < rows; row++) {
      openblas_nolapack.cblas_sgemv(
          openblas_nolapack.CblasRowMajor,
          transpose,
          plain ? n : k,
          plain ? k : n,
          1,
          b.pointer,
          plain ? k : n,
          a.pointer.position((long) row * k),
          1,
          0,
          c.pointer.position((long) row * n),
          1);
    }
    a.pointer.position(0);
    c.pointer.position(0);
  }
}
