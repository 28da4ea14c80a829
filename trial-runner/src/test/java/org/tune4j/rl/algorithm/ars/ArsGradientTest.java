package org.tune4j.rl.algorithm.ars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.es.Direction;
import org.tune4j.rl.algorithm.es.Noise;

class ArsGradientTest {
  private static final List<Direction> TRIED =
      List.of(
          new Direction(0, 1, 8, 2),
          new Direction(1, 9, 2, 2),
          new Direction(2, 3, 3, 2),
          new Direction(3, 4, 8, 2));

  @Test
  void theBestAreThoseWithTheBestEnd() {
    assertThat(ArsGradient.best(TRIED, 3))
        .extracting(Direction::number)
        .containsExactly(1L, 0L, 3L);
    assertThat(ArsGradient.best(TRIED, 9)).hasSize(4);
  }

  @Test
  void theStepIsTheMeanDifferenceOverTheDeviationOfWhatIsUsed() {
    List<Direction> used = TRIED.subList(0, 2);
    assertThat(ArsGradient.deviation(used)).isCloseTo(Math.sqrt(50 / 4.0), within(1e-12));
    Noise noise = new Noise(5);
    float[] expected = new float[3];
    noise.add(0, 7 / (2 * Math.sqrt(12.5)), expected);
    noise.add(1, -7 / (2 * Math.sqrt(12.5)), expected);
    assertThat(ArsGradient.of(used, noise, 3)).containsExactly(expected, within(1e-6f));
  }

  @Test
  void equalReturnsMoveNothing() {
    assertThat(ArsGradient.of(List.of(new Direction(0, 4, 4, 2)), new Noise(5), 3)).containsOnly(0);
  }

  /** On a line the mean of many directions is the slope, but for its length. */
  @Test
  void itPointsDownTheSlopeOfTheNegatedReturn() {
    float[] slope = {3, -1, 0.5f};
    Noise noise = new Noise(7);
    List<Direction> tried = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      float[] moved = new float[3];
      noise.add(i, 0.1, moved);
      double value = moved[0] * slope[0] + moved[1] * slope[1] + moved[2] * slope[2];
      tried.add(new Direction(i, value, -value, 2));
    }
    float[] gradient = ArsGradient.of(tried, noise, 3);
    assertThat(gradient[0] / gradient[1]).isCloseTo(-3, within(0.3f));
    assertThat(gradient[0] / gradient[2]).isCloseTo(6, within(1.2f));
    assertThat(gradient[0]).isNegative();
  }
}
