package org.tune4j.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GpMathTest {

  @Test
  void sumsOfProductsOfAnyLength() {
    double[] a = {1, 2, 3, 4, 5, 6, 7};
    double[] b = {7, 6, 5, 4, 3, 2, 1};
    double[] expected = {0, 7, 19, 34, 50, 65, 77, 84};
    for (int n = 0; n <= a.length; n++) {
      assertThat(GpMath.dot(a, b, n)).isEqualTo(expected[n]);
    }
    GpMath.add(2, a, b, 3);
    assertThat(b).containsExactly(9, 10, 11, 4, 3, 2, 1);
  }
}
