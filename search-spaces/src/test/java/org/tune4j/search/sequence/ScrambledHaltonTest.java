package org.tune4j.search.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScrambledHaltonTest {
  private static final int[] PRIMES = {2, 3, 5, 7, 11};

  @Test
  void eachDimensionHitsEachIntervalOfItsPrimesPowers() {
    ScrambledHalton halton = new ScrambledHalton(PRIMES.length, 8);
    for (int dimension = 0; dimension < PRIMES.length; dimension++) {
      int count = PRIMES[dimension] * PRIMES[dimension];
      int[] hits = new int[count];
      for (int index = 0; index < 2 * count; index++) {
        hits[(int) (halton.point(index)[dimension] * count)]++;
      }
      assertThat(hits).containsOnly(2);
    }
  }

  @Test
  void pairsOfDimensionsHitEachBox() {
    ScrambledHalton halton = new ScrambledHalton(2, 1);
    int[] hits = new int[8 * 9];
    for (int index = 0; index < hits.length; index++) {
      double[] point = halton.point(index);
      hits[(int) (point[0] * 8) * 9 + (int) (point[1] * 9)]++;
    }
    assertThat(hits).containsOnly(1);
  }

  @Test
  void eachPointIsUniformOverTheSeeds() {
    double[] sums = new double[10];
    for (long seed = 0; seed < 2_000; seed++) {
      double[] point = new ScrambledHalton(10, seed).point(5);
      Arrays.setAll(sums, i -> sums[i] + point[i] / 2_000);
    }
    for (double mean : sums) {
      assertThat(mean).isCloseTo(0.5, within(0.04));
    }
  }

  /** Unscrambled, the first 100 points of dimensions with near primes rise together. */
  @Test
  void dimensionsWithLargePrimesDoNotRiseTogether() {
    ScrambledHalton halton = new ScrambledHalton(60, 3);
    double covariance = 0;
    for (int index = 0; index < 200; index++) {
      double[] point = halton.point(index);
      covariance += (point[58] - 0.5) * (point[59] - 0.5) / 200;
    }
    assertThat(12 * covariance).isCloseTo(0, within(0.3));
  }

  @Test
  void pointsFollowFromTheSeedInAnyNumberOfDimensions() {
    assertThat(new ScrambledHalton(700, 3).point(12))
        .isEqualTo(new ScrambledHalton(700, 3).point(12));
    assertThat(new ScrambledHalton(3, 3).point(0)).isNotEqualTo(new ScrambledHalton(3, 4).point(0));
    for (int index : new int[] {0, 1, 1_000_000, Integer.MAX_VALUE}) {
      double[] point = new ScrambledHalton(700, 1).point(index);
      assertThat(Arrays.stream(point).allMatch(x -> x >= 0 && x < 1)).isTrue();
    }
    assertThat(new ScrambledHalton(0, 1).point(3)).isEmpty();
  }
}
