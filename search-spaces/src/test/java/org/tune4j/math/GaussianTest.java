package org.tune4j.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;

class GaussianTest {
  private static final MathContext DIGITS = new MathContext(80);

  /** By the series phi(z) (z + z^3/3 + z^5/15 + ...), with 80 digits. */
  private static double exactBelow(double z) {
    BigDecimal x = new BigDecimal(z);
    BigDecimal square = x.multiply(x);
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int i = 3; i < 700; i += 2) {
      term = term.multiply(square).divide(BigDecimal.valueOf(i), DIGITS);
      sum = sum.add(term);
    }
    BigDecimal exp = BigDecimal.ONE; // exp(-z^2 / 2)
    BigDecimal part = BigDecimal.ONE;
    for (int i = 1; i < 500; i++) {
      part = part.multiply(square.negate()).divide(BigDecimal.valueOf(2L * i), DIGITS);
      exp = exp.add(part);
    }
    BigDecimal twoPi = new BigDecimal("6.2831853071795864769252867665590057683943387987502");
    return exp.multiply(sum)
        .divide(twoPi.sqrt(DIGITS), DIGITS)
        .add(new BigDecimal("0.5"))
        .doubleValue();
  }

  @Test
  void theProbabilityBelowIsThatOfTheSeries() {
    for (double z = -8; z <= 8; z += 0.0625) {
      double exact = exactBelow(z);
      assertThat(Gaussian.below(z)).as("z = %s", z).isCloseTo(exact, within(1e-14 * exact));
      assertThat(Gaussian.logBelow(z))
          .isCloseTo(Math.log(exact), within(1e-14 * Math.abs(Math.log(exact)) + 1e-15));
    }
  }

  @Test
  void farTailsHaveALogarithm() {
    // log Phi(-z) = -z^2/2 - log(z sqrt(2 pi)) + log(1 - 1/z^2 + 3/z^4 - 15/z^6 ...)
    for (double z : new double[] {40, 100, 1e4, 1e8}) {
      double expected =
          -z * z / 2
              - Math.log(z)
              - Gaussian.LOG_SQRT_2_PI
              + Math.log1p(-1 / (z * z) + 3 / Math.pow(z, 4) - 15 / Math.pow(z, 6));
      assertThat(Gaussian.logBelow(-z)).isCloseTo(expected, within(1e-13 * Math.abs(expected)));
    }
  }

  @Test
  void theQuantileIsTheInverse() {
    RandomGenerator random = Seeds.random(1);
    for (int i = 0; i < 10_000; i++) {
      double p = random.nextDouble();
      assertThat(Gaussian.below(Gaussian.quantile(p))).isCloseTo(p, within(1e-15 + 1e-14 * p));
      double log = -StrictMath.exp(random.nextDouble(-5, 12));
      assertThat(Gaussian.logBelow(Gaussian.quantileOfLog(log)))
          .isCloseTo(log, within(1e-12 * Math.abs(log) + 1e-13));
    }
    assertThat(Gaussian.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Gaussian.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Gaussian.quantile(0.5)).isZero();
  }

  @Test
  void whatLiesBetweenAddsUp() {
    RandomGenerator random = Seeds.random(2);
    for (int i = 0; i < 10_000; i++) {
      double low = random.nextDouble(-7, 7);
      double high = low + StrictMath.exp(random.nextDouble(-8, 2));
      double between =
          low > 0
              ? Gaussian.below(-low) - Gaussian.below(-high)
              : Gaussian.below(high) - Gaussian.below(low);
      assertThat(StrictMath.exp(Gaussian.logBetween(low, high)))
          .isCloseTo(between, within(1e-11 * between + 1e-16));
    }
    assertThat(Gaussian.logBetween(1, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Gaussian.logBetween(50, 51)).isCloseTo(Gaussian.logBelow(-50), within(1e-12));
  }
}
