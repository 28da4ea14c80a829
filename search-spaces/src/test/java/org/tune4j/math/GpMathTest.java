package org.tune4j.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;

class GpMathTest {

  @Test
  void theExponentialIsGoodToFifteenDigits() {
    var random = Seeds.random(1);
    for (int i = 0; i < 100_000; i++) {
      double x = random.nextDouble(-708, 709) * (i % 2 == 0 ? 1 : 0.01);
      double expected = StrictMath.exp(x);
      assertThat(GpMath.exp(x)).as("exp %s", x).isCloseTo(expected, within(1e-15 * expected));
    }
  }

  @Test
  void theEndsOfTheExponential() {
    assertThat(GpMath.exp(0)).isEqualTo(1);
    assertThat(GpMath.exp(-0.0)).isEqualTo(1);
    assertThat(GpMath.exp(-1e-300)).isEqualTo(1);
    assertThat(GpMath.exp(-709)).isZero();
    assertThat(GpMath.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(GpMath.exp(710)).isInfinite();
    assertThat(GpMath.exp(Double.NaN)).isNaN();
  }

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
