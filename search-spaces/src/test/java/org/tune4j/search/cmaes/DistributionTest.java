package org.tune4j.search.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Range;
import org.tune4j.space.Seeds;
import org.tune4j.space.Wholes;

class DistributionTest {
  private static final int D = 6;

  private static Distribution start() {
    double[] mean = new double[D];
    Arrays.fill(mean, 0.4);
    return new Distribution(new Rates(D, 9), mean, 0.2);
  }

  /** Axes of very different lengths, turned. */
  private static double cigar(double[] x) {
    double sum = 0;
    double along = 0;
    for (double v : x) {
      sum += (v - 0.5) * (v - 0.5);
      along += (v - 0.5) / Math.sqrt(x.length);
    }
    return 1e4 * sum - 9999 * along * along;
  }

  private static void generation(Distribution distribution, RandomGenerator random) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      double[] place = distribution.draw(random, 1, 10);
      members.add(new Member(i, place, new int[0], cigar(place), true));
    }
    members.sort(Comparator.comparingDouble(Member::value));
    distribution.learn(members);
    distribution.decompose();
  }

  @Test
  void learnsTheShapeOfTheFunction() {
    Distribution distribution = start();
    RandomGenerator random = Seeds.random(5);
    for (int i = 0; i < 220; i++) {
      generation(distribution, random);
    }
    assertThat(cigar(distribution.mean())).isLessThan(1e-8);
    double[] longest = distribution.basis()[D - 1];
    for (double x : longest) {
      assertThat(Math.abs(x)).isCloseTo(1 / Math.sqrt(D), within(0.05));
    }
    assertThat(distribution.axes()[D - 1] / distribution.axes()[0]).isGreaterThan(20);
  }

  @Test
  void onAFlatFunctionNothingButChanceMoves() {
    Distribution distribution = start();
    RandomGenerator random = Seeds.random(6);
    for (int i = 0; i < 50; i++) {
      List<Member> members = new ArrayList<>();
      for (int k = 0; k < 9; k++) {
        members.add(new Member(k, distribution.draw(random, 1, 10), new int[0], 7, true));
      }
      distribution.learn(members);
      distribution.decompose();
    }
    assertThat(distribution.sigma()).isBetween(0.01, 2.0);
  }

  @Test
  void membersFromFarAwayDoNotBlowItUp() {
    Distribution distribution = start();
    RandomGenerator random = Seeds.random(7);
    for (int i = 0; i < 60; i++) {
      generation(distribution, random);
    }
    double before = distribution.sigma();
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      double[] corner = new double[D];
      Arrays.fill(corner, i % 2);
      members.add(new Member(i, corner, new int[0], i, true));
    }
    distribution.learn(members);
    distribution.decompose();
    assertThat(distribution.sigma()).isBetween(before / 3, before * 3);
    assertThat(distribution.axes()).doesNotContain(Double.NaN);
  }

  @Test
  void drawsStayInTheCube() {
    Distribution distribution = new Distribution(new Rates(3, 7), new double[] {0, 1, 0.99}, 0.4);
    RandomGenerator random = Seeds.random(8);
    for (int i = 0; i < 500; i++) {
      for (double x : distribution.draw(random, 1, 10)) {
        assertThat(x).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void aMarginIsKeptForCells() {
    Coordinate coordinate = new Coordinate(0, new Range.Numbers(new Wholes(0, 5, false, 0)));
    assertThat(coordinate.place(0)).isCloseTo(0.1, within(1e-9));
    assertThat(coordinate.place(4)).isCloseTo(0.9, within(1e-9));
    assertThat(coordinate.reach(0.5)).isCloseTo(0.1, within(1e-9));
    assertThat(coordinate.reach(0.05)).isCloseTo(0.15, within(1e-9));
    Distribution distribution = new Distribution(new Rates(1, 4), new double[] {0.5}, 1e-6);
    distribution.keepMargin(List.of(coordinate), 2);
    assertThat(distribution.deviation(0)).isCloseTo(0.05, within(1e-9));
  }
}
