package org.tune4j.tuner.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.sim.SyntheticCurves.Constant;
import org.tune4j.tuner.sim.SyntheticCurves.Counting;
import org.tune4j.tuner.sim.SyntheticCurves.Falling;
import org.tune4j.tuner.sim.SyntheticCurves.Rising;

class SyntheticCurvesTest {
  private static final int LENGTH = 100;

  private static SyntheticCurves curves(double noise) {
    return new SyntheticCurves(7, LENGTH, 2, 10, noise, List.of(new Falling("loss", 1)));
  }

  private static Trial trial(int number, int x) {
    Config config = Config.of(Map.of("x", x));
    return Trial.proposed(
        "s", number, "t", config, number + 1, PlacementGroup.ONE_CPU, Instant.EPOCH);
  }

  private static double[] losses(SyntheticCurves curves, Trial trial) {
    double[] losses = new double[LENGTH];
    Curves.State state = null;
    for (int i = 0; i < LENGTH; i++) {
      Curves.Step step = curves.step(trial, i + 1, state);
      state = step.state();
      losses[i] = step.metrics().get("loss");
    }
    return losses;
  }

  @Test
  void withoutNoiseALossFallsTowardsItsLast() {
    SyntheticCurves curves = curves(0);
    for (int x = 0; x < 200; x++) {
      Trial trial = trial(x, x);
      double[] losses = losses(curves, trial);
      double last = curves.finalLoss(trial.config());
      assertThat(last).isBetween(0.05, 1.0);
      for (int i = 1; i < LENGTH; i++) {
        assertThat(losses[i]).isLessThanOrEqualTo(losses[i - 1]).isGreaterThanOrEqualTo(last);
      }
      assertThat(losses[LENGTH - 1] - last).isLessThan(0.25 * (1 - last));
    }
  }

  @Test
  void curvesCross() {
    SyntheticCurves curves = curves(0);
    int crossings = 0;
    for (int x = 0; x < 100; x++) {
      double[] one = losses(curves, trial(0, 2 * x));
      double[] other = losses(curves, trial(1, 2 * x + 1));
      crossings += one[4] < other[4] == one[LENGTH - 1] < other[LENGTH - 1] ? 0 : 1;
    }
    assertThat(crossings).isBetween(10, 40);
  }

  @Test
  void theSameStepIsTheSameAndTrialsWithOneConfigDifferByTheirNoiseAlone() {
    assertThat(losses(curves(0.1), trial(3, 1))).isEqualTo(losses(curves(0.1), trial(3, 1)));
    assertThat(losses(curves(0.1), trial(3, 1))).isNotEqualTo(losses(curves(0.1), trial(4, 1)));
    assertThat(losses(curves(0), trial(3, 1))).isEqualTo(losses(curves(0), trial(4, 1)));
  }

  @Test
  void noiseHasTheGivenDeviation() {
    double[] with = losses(curves(0.1), trial(3, 1));
    double[] without = losses(curves(0), trial(3, 1));
    double square =
        IntStream.range(0, LENGTH)
            .mapToDouble(i -> with[i] - without[i])
            .map(d -> d * d)
            .average()
            .orElseThrow();
    assertThat(Math.sqrt(square)).isBetween(0.08, 0.12);
  }

  @Test
  void aStepTakesItsTimeAndTheLastIsDone() {
    SyntheticCurves curves = curves(0);
    Curves.Step step = curves.step(trial(0, 0), LENGTH - 1, null);
    assertThat(step.seconds()).isEqualTo(2);
    assertThat(step.timesteps()).isEqualTo(10);
    assertThat(step.done()).isFalse();
    assertThat(curves.step(trial(0, 0), LENGTH, null).done()).isTrue();
  }

  /** As Population Based Training does. */
  @Test
  void whoGoesOnAtAnothersCheckpointHasComeAsFar() {
    SyntheticCurves curves = curves(0);
    Curves.State state = null;
    for (int i = 1; i < 90; i++) {
      state = curves.step(trial(0, 0), i, state).state();
    }
    Trial heir = trial(1, 5);
    double last = curves.finalLoss(heir.config());
    double loss = curves.step(heir, 90, state).metrics().get("loss");
    double own = losses(curves, heir)[0];
    assertThat(loss).isLessThan(own).isGreaterThanOrEqualTo(last);
  }

  @Test
  void oneTrialInTenReachesTheGoalOfAMetricThatRises() {
    for (double goal : new double[] {150, -200, 0}) {
      Rising metric = new Rising("reward", goal);
      assertThat(metric.value(SyntheticCurves.GOOD, 1)).isCloseTo(goal, within(1e-9));
      assertThat(metric.value(0.05, 1)).isGreaterThan(goal);
      assertThat(metric.value(0.5, 1)).isLessThan(goal);
    }
    SyntheticCurves curves = curves(0);
    long good =
        IntStream.range(0, 1000)
            .filter(x -> curves.finalLoss(trial(0, x).config()) <= SyntheticCurves.GOOD)
            .count();
    assertThat(good).isBetween(70L, 130L);
  }

  @Test
  void theOtherMetricsAreWhatTheyAreNamedAfter() {
    assertThat(new Constant("c", 3).value(0.5, 9)).isEqualTo(3);
    assertThat(new Counting("epochs").value(0.5, 9)).isEqualTo(9);
    assertThat(new Falling("l", 10).value(0.5, 9)).isEqualTo(5);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new SyntheticCurves(1, 0, 1, 0, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("iterations 0");
  }
}
