package org.tune4j.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;

class FastMathTest {
  private final RandomGenerator random = Seeds.random(1);

  @Test
  void exponentialsAreGoodTo14Digits() {
    for (int i = 0; i < 200_000; i++) {
      double x = i % 2 == 0 ? random.nextDouble(-708, 709) : random.nextDouble(-2, 2);
      double expected = StrictMath.exp(x);
      assertThat(FastMath.exp(x)).as("exp %s", x).isCloseTo(expected, within(1e-14 * expected));
    }
    assertThat(FastMath.exp(0)).isEqualTo(1);
    assertThat(FastMath.exp(-709)).isZero();
    assertThat(FastMath.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(FastMath.exp(710)).isInfinite();
    assertThat(FastMath.exp(Double.NaN)).isNaN();
  }

  @Test
  void logarithmsAreGoodTo14Digits() {
    for (int i = 0; i < 200_000; i++) {
      double x =
          i % 2 == 0 ? StrictMath.exp(random.nextDouble(-740, 709)) : random.nextDouble(0.5, 2);
      double expected = StrictMath.log(x);
      assertThat(FastMath.log(x))
          .as("log %s", x)
          .isCloseTo(expected, within(1e-14 * StrictMath.abs(expected) + 1e-300));
    }
    assertThat(FastMath.log(1)).isZero();
    assertThat(FastMath.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(FastMath.log(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(FastMath.log(-1)).isNaN();
    assertThat(FastMath.log(Double.NaN)).isNaN();
  }

  @Test
  void normalProbabilitiesAreGoodTo10Digits() {
    double before = 0;
    for (double z = -10; z <= 10; z += 1e-4) {
      double below = FastMath.below(z);
      assertThat(below).as("below %s", z).isCloseTo(Gaussian.below(z), within(1e-10));
      assertThat(below).as("rises at %s", z).isBetween(before - 1e-15, 1.0);
      before = below;
    }
    assertThat(FastMath.below(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(FastMath.below(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(FastMath.below(Double.NaN)).isNaN();
  }

  @Test
  void theExponentialIsGoodToFifteenDigits() {
    var random = Seeds.random(1);
    for (int i = 0; i < 100_000; i++) {
      double x = random.nextDouble(-708, 709) * (i % 2 == 0 ? 1 : 0.01);
      double expected = StrictMath.exp(x);
      assertThat(FastMath.exp(x)).as("exp %s", x).isCloseTo(expected, within(1e-15 * expected));
    }
  }

  @Test
  void theEndsOfTheExponential() {
    assertThat(FastMath.exp(0)).isEqualTo(1);
    assertThat(FastMath.exp(-0.0)).isEqualTo(1);
    assertThat(FastMath.exp(-1e-300)).isEqualTo(1);
    assertThat(FastMath.exp(-709)).isZero();
    assertThat(FastMath.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(FastMath.exp(710)).isInfinite();
    assertThat(FastMath.exp(Double.NaN)).isNaN();
  }
}
