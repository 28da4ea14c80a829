package org.tune4j.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.space.Seeds;

class HypervolumeTest {
  @Test
  void whatIsEasyToSee() {
    double[] reference = {1, 1};
    assertThat(Hypervolume.of(List.of(), reference)).isZero();
    assertThat(Hypervolume.of(List.of(new double[] {0, 0}), reference)).isEqualTo(1);
    assertThat(Hypervolume.of(List.of(new double[] {1, 0}), reference)).isZero();
    assertThat(Hypervolume.of(List.of(new double[] {Double.NaN, 0}), reference)).isZero();
    List<double[]> steps = List.of(new double[] {0, 0.5}, new double[] {0.5, 0});
    assertThat(Hypervolume.of(steps, reference)).isEqualTo(0.75);
    assertThat(Hypervolume.of(List.of(new double[] {0.25}, new double[] {3}), new double[] {1}))
        .isEqualTo(0.75);
  }

  @Test
  void threeCornersOfACube() {
    List<double[]> corners =
        List.of(new double[] {0, 1, 1}, new double[] {1, 0, 1}, new double[] {1, 1, 0});
    // three boxes of 2 x 1 x 1 that share a cube of 1
    assertThat(Hypervolume.of(corners, new double[] {2, 2, 2})).isCloseTo(4, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void equalsTheSumOfAllCells(int objectives) {
    RandomGenerator random = Seeds.random(objectives);
    double[] reference = new double[objectives];
    java.util.Arrays.fill(reference, 6);
    for (int run = 0; run < 20; run++) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        points.add(random.ints(objectives, 0, 8).asDoubleStream().toArray());
      }
      assertThat(Hypervolume.of(points, reference))
          .as("run %d: %s", run, points)
          .isCloseTo(cells(points, objectives), within(1e-9));
    }
  }

  /** The cells of the grid of whole numbers below 6 that some point dominates. */
  private static double cells(List<double[]> points, int objectives) {
    TreeSet<String> cells = new TreeSet<>();
    int all = (int) Math.pow(6, objectives);
    for (int cell = 0; cell < all; cell++) {
      int[] at = new int[objectives];
      for (int i = 0, left = cell; i < objectives; i++, left /= 6) {
        at[i] = left % 6;
      }
      for (double[] point : points) {
        boolean covered = true;
        for (int i = 0; i < objectives; i++) {
          covered &= point[i] <= at[i];
        }
        if (covered) {
          cells.add(java.util.Arrays.toString(at));
        }
      }
    }
    return cells.size();
  }

  @Test
  void aPointOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> Hypervolume.of(List.of(new double[] {1}), new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hypervolume: a point must have as many values as the reference (1, 2)");
  }
}
