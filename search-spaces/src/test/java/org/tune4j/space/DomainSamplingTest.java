package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the samplers give. The seeds are fixed, so a test that passes once passes always; with other
 * seeds one in a thousand would fail (the critical values are those of p = 0.001).
 */
final class DomainSamplingTest {
  private static final int N = 20_000;

  static Stream<Arguments> continuous() {
    return Stream.of(
        Arguments.of(new Reals(-2, 3, false, 0), (DoubleUnaryOperator) x -> (x + 2) / 5),
        Arguments.of(
            new Reals(1e-5, 1e-2, true, 0), (DoubleUnaryOperator) x -> Math.log10(x * 1e5) / 3),
        Arguments.of(new Normals(3, 2, 0), (DoubleUnaryOperator) x -> normal((x - 3) / 2)));
  }

  /** Kolmogorov and Smirnov: sup |F_n - F| sqrt(n) exceeds 1.95 with p = 0.001. */
  @ParameterizedTest
  @MethodSource("continuous")
  void realsFollowTheirDistribution(Domain.Numeric domain, DoubleUnaryOperator cdf) {
    RandomGenerator random = Seeds.random(7);
    double[] sample = new double[N];
    for (int i = 0; i < N; i++) {
      sample[i] = domain.sample(random).doubleValue();
    }
    Arrays.sort(sample);
    double distance = 0;
    for (int i = 0; i < N; i++) {
      double f = cdf.applyAsDouble(sample[i]);
      distance = Math.max(distance, Math.max(f - (double) i / N, (double) (i + 1) / N - f));
    }
    assertThat(distance * Math.sqrt(N)).isLessThan(1.95);
  }

  static Stream<Arguments> discrete() {
    return Stream.of(
        // uniform, the upper bound is not there
        Arguments.of(
            new Wholes(-2, 3, false, 0), Map.of(-2.0, .2, -1.0, .2, 0.0, .2, 1.0, .2, 2.0, .2)),
        // a quantum of one includes both bounds with full weight
        Arguments.of(new Wholes(1, 4, false, 1), Map.of(1.0, .25, 2.0, .25, 3.0, .25, 4.0, .25)),
        // 0..12 drawn, 2 and 10 are halves that go to the even multiple: 0 and 8
        Arguments.of(
            new Wholes(0, 12, false, 4),
            Map.of(0.0, 3 / 13., 4.0, 3 / 13., 8.0, 5 / 13., 12.0, 2 / 13.)),
        // bounds that are no multiples are drawn inwards: 4..8
        Arguments.of(new Wholes(3, 11, false, 4), Map.of(4.0, 2 / 5., 8.0, 3 / 5.)),
        // the ends of a quantised range have half the weight
        Arguments.of(
            new Reals(0, 1, false, 0.25),
            Map.of(0.0, .125, .25, .25, .5, .25, .75, .25, 1.0, .125)),
        // floor(10^U(0, 1)): n has log10((n + 1) / n)
        Arguments.of(new Wholes(1, 5, true, 0), logarithmic()),
        Arguments.of(
            new Normals(0, 1, 2),
            Map.of(
                -2.0,
                normal(-1) - normal(-3),
                0.0,
                normal(1) - normal(-1),
                2.0,
                normal(3) - normal(1),
                99.0,
                2 * normal(-3))));
  }

  private static Map<Double, Double> logarithmic() {
    Map<Double, Double> p = new TreeMap<>();
    for (int n = 1; n < 5; n++) {
      p.put((double) n, Math.log((n + 1.0) / n) / Math.log(5));
    }
    return p;
  }

  /** Pearson's chi-square against the critical values of p = 0.001. */
  @ParameterizedTest
  @MethodSource("discrete")
  void wholesAndMultiplesFollowTheirDistribution(Domain.Numeric domain, Map<Double, Double> p) {
    double[] critical = {0, 10.83, 13.82, 16.27, 18.47, 20.52};
    RandomGenerator random = Seeds.random(11);
    Map<Double, Integer> counts = new TreeMap<>();
    for (int i = 0; i < N; i++) {
      double value = domain.sample(random).doubleValue();
      counts.merge(p.containsKey(value) ? value : 99.0, 1, Integer::sum);
    }
    assertThat(p.keySet()).containsAll(counts.keySet());
    double chiSquare = 0;
    for (Map.Entry<Double, Double> cell : p.entrySet()) {
      double expected = cell.getValue() * N;
      chiSquare += Math.pow(counts.getOrDefault(cell.getKey(), 0) - expected, 2) / expected;
    }
    assertThat(chiSquare).isLessThan(critical[p.size() - 1]);
  }

  @Test
  void valuesStayWithinTheirBounds() {
    RandomGenerator random = Seeds.random(13);
    for (int i = 0; i < 5_000; i++) {
      double a = random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
      double b = random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
      if (a != b) {
        assertWithin(new Reals(Math.min(a, b), Math.max(a, b), false, 0), random);
        assertWithin(
            new Reals(
                Math.min(Math.abs(a), Math.abs(b)), Math.max(Math.abs(a), Math.abs(b)), true, 0),
            random);
      }
      long c = random.nextLong() >> random.nextInt(64);
      long d = random.nextLong() >> random.nextInt(64);
      if (c != d) {
        assertWithin(new Wholes(Math.min(c, d), Math.max(c, d), false, 0), random);
        long q = 1 + (random.nextLong() >>> random.nextInt(1, 64)) % (Long.MAX_VALUE - 1);
        if (Rule.bounds(Math.min(c, d), Math.max(c, d), false, q).isEmpty()
            && Wholes.broken(Math.min(c, d), Math.max(c, d), false, q).isEmpty()) {
          Wholes wholes = new Wholes(Math.min(c, d), Math.max(c, d), false, q);
          assertWithin(wholes, random);
          assertThat(wholes.sample(random) % q).isZero();
        }
        long low = Math.min(c, d) & Long.MAX_VALUE;
        if (low > 0 && low < Long.MAX_VALUE) {
          assertWithin(new Wholes(low, Long.MAX_VALUE, true, 0), random);
        }
      }
    }
  }

  private static void assertWithin(Domain.Numeric domain, RandomGenerator random) {
    Number value = domain.sample(random);
    if (value instanceof Long whole) {
      assertThat(whole).as("%s", domain).isBetween((Long) domain.least(), (Long) domain.greatest());
    } else {
      assertThat(value.doubleValue())
          .as("%s", domain)
          .isBetween(domain.least().doubleValue(), domain.greatest().doubleValue());
    }
  }

  @Test
  void quantisedValuesAreThoseThatPeopleWrite() {
    RandomGenerator random = Seeds.random(17);
    Reals tenths = new Reals(0, 1, false, 0.1);
    for (int i = 0; i < 1000; i++) {
      assertThat(tenths.sample(random).toString()).hasSize(3); // 0.3, not 0.30000000000000004
    }
    assertThat(new Reals(-1, 1, false, 0.5).sample(random) % 0.5).isZero();
  }

  @Test
  void theFirstNumbersOfASeedAreFrozen() {
    // Whoever changes these changes what every seed of every sweep means.
    assertThat(new Reals(0, 1, false, 0).sample(Seeds.random(42))).isEqualTo(FROZEN_UNIFORM);
    assertThat(new Wholes(0, 1000, false, 0).sample(Seeds.random(42))).isEqualTo(FROZEN_WHOLE);
    assertThat(new Normals(0, 1, 0).sample(Seeds.random(42))).isEqualTo(FROZEN_NORMAL);
  }

  private static final double FROZEN_UNIFORM = 0.6964138702129775;
  private static final long FROZEN_WHOLE = 18;
  private static final double FROZEN_NORMAL = 1.2182922604741178;

  /** Abramowitz and Stegun 7.1.26 by way of erf; good to 1.5e-7. */
  private static double normal(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * x);
    double tail =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    double erf = 1 - tail * Math.exp(-x * x);
    return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
  }

  @Test
  void theReferenceOfTheNormalTestIsRight() {
    assertThat(normal(1.959964)).isCloseTo(0.975, within(1e-6));
  }
}
