package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values from a program that goes through all assignments of signs. */
class SignedRankTest {
  private static void above(double p, double... differences) {
    assertThat(SignedRank.above(differences)).isCloseTo(p, within(1e-12));
  }

  @Test
  void smallSamplesAreExact() {
    above(0.03125, 1, 2, 3, 4, 5);
    above(0.4375, 1, 2, 3, -4);
    above(0.01953125, 0.5, -0.25, 1.5, 2, -0.1, 3, 0.7, 1.1);
    above(1, -1, -2, -3);
  }

  /** Heights of crossed and self-fertilised maize (Darwin, 1876). */
  @Test
  void maize() {
    above(0.0206298828125, 6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75);
  }

  @Test
  void equalSizesShareTheirRanksAndZerosCountForBothSides() {
    above(0.078125, 1, 1, 1, -1, 2, 2);
    above(0.25, 0, 0, 1, 2, -3, 4);
    above(1, 0, 0, 0);
    above(1);
  }

  @Test
  void manyAreNearlyNormal() {
    double[] many = IntStream.range(0, 60).mapToDouble(i -> i * 37 % 61 - 25).toArray();
    assertThat(SignedRank.above(many)).isCloseTo(0.020343485624511184, within(1e-12));
    above(1, new double[60]);
  }

  @Test
  void theNormalApproximationMeetsTheExactOne() {
    double[] most = IntStream.range(1, 51).mapToDouble(i -> i % 3 == 0 ? -i : i).toArray();
    double[] more = Arrays.copyOf(most, 51); // with a zero, which tells nothing
    assertThat(SignedRank.above(more)).isCloseTo(SignedRank.above(most), within(0.002));
  }
}
