package org.tune4j.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;

class SymmetricEigenTest {
  private static double[][] random(int n, RandomGenerator random) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = 2 * random.nextDouble() - 1;
        a[j][i] = a[i][j];
      }
    }
    return a;
  }

  @Test
  void vectorsAndValuesMakeTheMatrix() {
    RandomGenerator random = Seeds.random(3);
    for (int n : new int[] {0, 1, 2, 3, 10, 40}) {
      double[][] a = random(n, random);
      SymmetricEigen eigen = SymmetricEigen.of(a);
      double[][] v = eigen.vectors();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double entry = 0;
          double product = 0;
          for (int k = 0; k < n; k++) {
            entry += eigen.values()[k] * v[k][i] * v[k][j];
            product += v[i][k] * v[j][k];
          }
          assertThat(entry).isCloseTo(a[i][j], within(1e-13));
          assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-13));
        }
      }
      assertThat(eigen.values()).isSorted();
    }
  }

  /** 2 - 2 cos(k pi / (n + 1)). */
  @Test
  void valuesOfASecondDifference() {
    int n = 25;
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i][i] = 2;
      if (i > 0) {
        a[i][i - 1] = -1;
        a[i - 1][i] = -1;
      }
    }
    double[] values = SymmetricEigen.of(a).values();
    for (int k = 0; k < n; k++) {
      assertThat(values[k]).isCloseTo(2 - 2 * Math.cos((k + 1) * Math.PI / (n + 1)), within(1e-13));
    }
  }

  @Test
  void smallValuesBesideLargeOnesKeepTheirDigits() {
    double[][] a = {{1e20, 1e9, 1}, {1e9, 1, 1e-11}, {1, 1e-11, 1e-20}};
    double[] values = SymmetricEigen.of(a).values();
    assertThat(values[2]).isCloseTo(1e20, within(1e5));
    assertThat(values[1]).isCloseTo(0.99, within(1e-12));
  }

  @Test
  void hasNoTroubleWithOddMatrices() {
    assertThat(SymmetricEigen.of(new double[4][4]).values()).containsOnly(0);
    double[][] ones = new double[5][5];
    Arrays.stream(ones).forEach(row -> Arrays.fill(row, 1));
    assertThat(SymmetricEigen.of(ones).values()[4]).isCloseTo(5, within(1e-14));
    double[][] broken = {{Double.NaN, 1}, {1, Double.POSITIVE_INFINITY}};
    assertThat(SymmetricEigen.of(broken).values()).hasSize(2);
  }
}
