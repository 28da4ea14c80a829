package org.tune4j.rl.algorithm.es;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.model.Gradients;

class EsGradientTest {
  private static final float[] SLOPE = {3, -1, 0, 0.5f, 2, -2, 1, 0, 0, -4};

  /** Directions tried on a linear function around its origin. */
  private static List<Direction> tried(Noise noise, int count) {
    List<Direction> tried = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] moved = new float[SLOPE.length];
      noise.add(i, 0.1, moved);
      double value = dot(moved, SLOPE);
      tried.add(new Direction(i, value, -value, 2));
    }
    return tried;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void ranksAreCenteredAndEqualsShareTheirs() {
    assertThat(EsGradient.centeredRanks(new double[] {5, -3, 100})).containsExactly(0, -0.5, 0.5);
    assertThat(EsGradient.centeredRanks(new double[] {1, 7, 1, 7, 9}))
        .containsExactly(new double[] {-0.375, 0.125, -0.375, 0.125, 0.5}, within(1e-12));
    assertThat(EsGradient.centeredRanks(new double[] {4, 4})).containsExactly(0, 0);
    assertThat(EsGradient.shape(new double[] {-4, 0, 9}, "sign")).containsExactly(-1, 0, 1);
    assertThat(EsGradient.shape(new double[] {3, 5, 9}, "centered_sign_rank"))
        .containsExactly(-1, 0, 1);
  }

  /** On a line the mean of many directions points up the slope. */
  @ParameterizedTest
  @ValueSource(strings = {"centered_rank", "sign", "centered_sign_rank"})
  void itPointsDownTheSlopeOfTheNegatedReturn(String mode) {
    Noise noise = new Noise(7);
    float[] gradient =
        EsGradient.of(tried(noise, 3000), mode, noise, new float[SLOPE.length], 0.005);
    double cosine = dot(gradient, SLOPE) / (Gradients.norm(gradient) * Gradients.norm(SLOPE));
    assertThat(cosine).isBetween(-1.0, -0.98);
  }

  @Test
  void equalReturnsLeaveOnlyThePullTowardsZero() {
    Noise noise = new Noise(7);
    List<Direction> same = List.of(new Direction(0, 5, 5, 2), new Direction(1, 5, 5, 2));
    float[] gradient = EsGradient.of(same, "centered_rank", noise, new float[] {2, -4}, 0.5);
    assertThat(gradient).containsExactly(1, -2);
  }

  @Test
  void aDirectionIsKnownByItsNumber() {
    float[] once = new float[4];
    float[] again = new float[4];
    float[] other = new float[4];
    new Noise(7).add(3, 1, once);
    new Noise(7).add(3, 1, again);
    new Noise(7).add(4, 1, other);
    assertThat(again).containsExactly(once);
    assertThat(other).isNotEqualTo(once);
    new Noise(7).add(3, -1, once);
    assertThat(once).containsOnly(0);
  }
}
