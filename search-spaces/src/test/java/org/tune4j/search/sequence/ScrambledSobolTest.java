package org.tune4j.search.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tune4j.math.JoeKuo;

class ScrambledSobolTest {
  private static double[][] points(int count, int dimensions, long seed) {
    ScrambledSobol sobol = new ScrambledSobol(dimensions, seed);
    return IntStream.range(0, count).mapToObj(sobol::point).toArray(double[][]::new);
  }

  /**
   * How many points each box of these widths, 2^-bits[i] in dimension i, has; all boxes equally.
   */
  private static void assertEven(double[][] points, int[] bits, int first) {
    int boxes = 1 << Arrays.stream(bits).sum();
    int[] hits = new int[boxes];
    for (double[] point : points) {
      int box = 0;
      for (int i = 0; i < bits.length; i++) {
        box = (box << bits[i]) | (int) (point[first + i] * (1 << bits[i]));
      }
      hits[box]++;
    }
    assertThat(hits).as("boxes of %s", Arrays.toString(bits)).containsOnly(points.length / boxes);
  }

  @Test
  void theFirstTwoDimensionsAreA0mNet() {
    for (long seed : new long[] {0, 1, -9}) {
      for (int m = 1; m <= 9; m++) {
        double[][] points = points(1 << m, 2, seed);
        for (int k = 0; k <= m; k++) {
          assertEven(points, new int[] {k, m - k}, 0);
        }
      }
    }
  }

  @Test
  void theFirstThreeDimensionsAreA1mNet() {
    int m = 9;
    double[][] points = points(1 << m, 3, 4);
    for (int a = 0; a < m; a++) {
      for (int b = 0; a + b < m; b++) {
        assertEven(points, new int[] {a, b, m - 1 - a - b}, 0);
      }
    }
  }

  @Test
  void laterStretchesAreNetsToo() {
    ScrambledSobol sobol = new ScrambledSobol(2, 5);
    double[][] points = IntStream.range(192, 256).mapToObj(sobol::point).toArray(double[][]::new);
    for (int k = 0; k <= 6; k++) {
      assertEven(points, new int[] {k, 6 - k}, 0);
    }
  }

  @Test
  void everyDimensionHitsEveryInterval() {
    double[][] points = points(64, JoeKuo.DIMENSIONS, 2);
    for (int dimension = 0; dimension < JoeKuo.DIMENSIONS; dimension++) {
      assertEven(points, new int[] {6}, dimension);
    }
  }

  /** The mean of 2,000 uniform numbers lies within 0.04 of a half but once in 10^9 cases. */
  @Test
  void eachPointIsUniformOverTheSeeds() {
    for (int index : new int[] {0, 1, 77}) {
      double[] sums = new double[12];
      for (long seed = 0; seed < 2_000; seed++) {
        double[] point = new ScrambledSobol(12, seed).point(index);
        Arrays.setAll(sums, i -> sums[i] + point[i] / 2_000);
      }
      for (double mean : sums) {
        assertThat(mean).isCloseTo(0.5, within(0.04));
      }
    }
  }

  @Test
  void integratesBetterThanChance() {
    double error = 0;
    for (int seed = 0; seed < 20; seed++) {
      double sum = 0;
      for (double[] point : points(256, 5, seed)) {
        sum += Arrays.stream(point).map(x -> x * x).sum() / 256;
      }
      error += StrictMath.abs(sum - 5.0 / 3) / 20;
    }
    assertThat(error).isLessThan(0.001); // chance: about 0.03
  }

  @Test
  void pointsFollowFromTheSeedAndAreAllDifferent() {
    assertThat(points(50, 7, 3)).isDeepEqualTo(points(50, 7, 3));
    assertThat(points(1, 7, 3)[0]).isNotEqualTo(points(1, 7, 4)[0]);
    Set<Double> seen = new HashSet<>();
    for (double[] point : points(1_000, 1, 1)) {
      assertThat(seen.add(point[0])).isTrue();
    }
  }

  @Test
  void dimensionsBeyondTheTableAreRandom() {
    double[] point = new ScrambledSobol(JoeKuo.DIMENSIONS + 50, 1).point(9);
    assertThat(point).hasSize(JoeKuo.DIMENSIONS + 50);
    assertThat(Arrays.stream(point).distinct().count()).isEqualTo(point.length);
    assertThat(Arrays.stream(point).allMatch(x -> x >= 0 && x < 1)).isTrue();
    assertThat(new ScrambledSobol(0, 1).point(3)).isEmpty();
  }
}
