package org.tune4j.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;

class CholeskyTest {
  private static final int N = 23;

  /** Symmetric and positive definite. */
  private static double[][] matrix() {
    var random = Seeds.random(7);
    double[][] b = new double[N][N];
    double[][] a = new double[N][N];
    for (double[] row : b) {
      java.util.Arrays.setAll(row, j -> random.nextDouble(-1, 1));
    }
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        a[i][j] = GpMath.dot(b[i], b[j], N) + (i == j ? 0.1 : 0);
      }
    }
    return a;
  }

  private static double[] times(double[][] a, double[] x) {
    double[] b = new double[a.length];
    java.util.Arrays.setAll(b, i -> GpMath.dot(a[i], x, x.length));
    return b;
  }

  @Test
  void solvesWhatItFactored() {
    double[][] a = matrix();
    double[] x = new double[N];
    java.util.Arrays.setAll(x, i -> i - 3.5);
    double[] b = times(a, x);
    Cholesky.of(a).solve(b);
    assertThat(b).containsExactly(x, within(1e-9));
  }

  @Test
  void theInverseTimesTheMatrixIsOne() {
    double[][] a = matrix();
    double[][] inverse = Cholesky.of(a).inverse();
    for (int i = 0; i < N; i++) {
      double[] row = new double[N];
      for (int j = 0; j < N; j++) {
        row[j] = j <= i ? inverse[i][j] : inverse[j][i];
      }
      double[] one = times(a, row);
      for (int j = 0; j < N; j++) {
        assertThat(one[j]).isCloseTo(i == j ? 1 : 0, within(1e-9));
      }
    }
  }

  @Test
  void manyRightSidesAreSolvedAsOne() {
    Cholesky factor = Cholesky.of(matrix());
    var random = Seeds.random(8);
    double[][] b = new double[N][5];
    for (double[] row : b) {
      java.util.Arrays.setAll(row, j -> random.nextDouble());
    }
    double[][] one = new double[5][N];
    for (int c = 0; c < 5; c++) {
      for (int i = 0; i < N; i++) {
        one[c][i] = b[i][c];
      }
      factor.solveLower(one[c]);
    }
    factor.solveLower(b, 5);
    for (int c = 0; c < 5; c++) {
      for (int i = 0; i < N; i++) {
        assertThat(b[i][c]).isCloseTo(one[c][i], within(1e-12 * (1 + Math.abs(one[c][i]))));
      }
    }
  }

  @Test
  void theDeterminantOfASmallMatrix() {
    Cholesky factor = Cholesky.of(new double[][] {{4}, {2, 3}});
    assertThat(factor.logDeterminant()).isCloseTo(Math.log(8), within(1e-15));
    assertThat(factor.size()).isEqualTo(2);
  }

  @Test
  void aMatrixThatIsSingularStillHasAFactor() {
    Cholesky factor = Cholesky.of(new double[][] {{1}, {1, 1}, {1, 1, 1}});
    double[] b = {1, 1, 1};
    factor.solve(b);
    assertThat(b).doesNotContain(Double.NaN).isNotEmpty();
    assertThat(factor.logDeterminant()).isFinite();
  }
}
