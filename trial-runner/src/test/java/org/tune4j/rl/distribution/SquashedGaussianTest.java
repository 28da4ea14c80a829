package org.tune4j.rl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.tune4j.rl.distribution.DistributionTest.assertGradient;
import static org.tune4j.rl.distribution.DistributionTest.f;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.state.SavedRandom;

class SquashedGaussianTest {
  private static final Box WIDE = new Box(List.of(2), new float[] {-2, 1}, new float[] {2, 9});
  private final SquashedGaussian unit = new SquashedGaussian(Box.symmetric(1));
  private final SquashedGaussian wide = new SquashedGaussian(WIDE);

  /**
   * The integral of the density over the actions, taken over u, which {@code act} turns into
   * actions and densities: the densities near the bounds are too steep for floats.
   */
  @ParameterizedTest
  @CsvSource({"0, 0", "1.5, -1", "8, -1", "-8, 0.5", "8, -4", "0, 2"})
  void densitiesIntegrateToOne(float mean, float logStd) {
    float[] parameters = {mean, logStd};
    double integral = 0;
    double step = 1e-3;
    for (double z = -8; z < 8; z += step) {
      double log = unit.act(parameters, f(z), new float[1]);
      double u = mean + Math.exp(logStd) * (float) z;
      double cosh = Math.cosh(u);
      integral += Math.exp(log) / (cosh * cosh) * Math.exp(logStd) * step;
    }
    assertThat(integral).isCloseTo(1, within(1e-5));
  }

  /** Straight over the actions, where floats are fine enough. */
  @Test
  void densitiesOfActionsIntegrateToOneOverTheBounds() {
    SquashedGaussian one = new SquashedGaussian(new Box(List.of(1), f(1), f(9)));
    double integral = 0;
    for (double a = 1.0005; a < 9; a += 0.001) {
      integral += Math.exp(one.logProbability(f(0.3, -0.7), f(a))) * 0.001;
    }
    assertThat(integral).isCloseTo(1, within(1e-4));
  }

  @Test
  void anActionHasTheDensityThatItWasMadeWith() {
    float[] parameters = f(0.5, -0.8, -0.2, 0.1);
    float[] action = new float[2];
    for (float z = -2; z <= 2; z += 0.25f) {
      double log = wide.act(parameters, f(z, -z), action);
      assertThat(wide.logProbability(parameters, action)).isCloseTo(log, within(1e-4));
      assertThat(WIDE.contains(action, 0)).isTrue();
    }
  }

  @Test
  void theBoundsThemselvesHaveADensity() {
    assertThat(unit.logProbability(f(0, 0), f(1))).isFinite();
    assertThat(unit.logProbability(f(9, -20), f(-1))).isFinite();
    float[] action = new float[1];
    assertThat(unit.act(f(100, 2), f(3), action)).isFinite();
    assertThat(action).containsExactly(1);
  }

  @Test
  void theGradientIsThatOfTheLossOfAnActor() {
    float[] parameters = f(0.5, -0.8, -0.2, 0.1);
    float[] noise = f(0.7, -1.3);
    float[] pull = f(1.5, -0.4);
    float[] gradient = new float[4];
    wide.addGradient(parameters, noise, 0.3, pull, gradient);
    float[] action = new float[2];
    assertGradient(
        parameters,
        gradient,
        p -> 0.3 * wide.act(p, noise, action) + pull[0] * action[0] + pull[1] * action[1]);
  }

  @Test
  void spreadsOutsideOfTheLimitsDoNotLearn() {
    for (float logStd : new float[] {-21, 3}) {
      float[] gradient = new float[2];
      float[] parameters = {0.1f, logStd};
      unit.addGradient(parameters, f(0.5), 1, f(1), gradient);
      unit.addLogProbabilityGradient(parameters, f(0.1), 1, gradient);
      unit.addEntropyGradient(parameters, 1, gradient);
      unit.addDivergenceGradient(f(0, 0), parameters, 1, gradient);
      assertThat(gradient[1]).isZero();
    }
    assertThat(unit.logProbability(f(0, 3), f(0.1)))
        .isEqualTo(unit.logProbability(f(0, 2), f(0.1)));
  }

  /** The widest spread is the hardest for the sum that stands for the integral. */
  @ParameterizedTest
  @CsvSource({"0, 2", "1, 1.5", "3, 0", "-8, 1"})
  void theEntropyIsThatOfSamples(float mean, float logStd) {
    float[] parameters = {mean, logStd};
    SavedRandom random = new SavedRandom(1, "noise", 0);
    DistributionTest.Mean entropy = new DistributionTest.Mean();
    float[] action = new float[1];
    for (int i = 0; i < 200_000; i++) {
      entropy.add(-unit.act(parameters, f(random.nextGaussian()), action));
    }
    assertThat(unit.entropy(parameters))
        .isCloseTo(entropy.mean(), within(1e-3 + 5 * entropy.error()));
  }

  @Test
  void theModeIsTheSquashedMean() {
    float[] action = new float[2];
    wide.mode(f(0, 100, 0, 0), action);
    assertThat(action).containsExactly(0, 9);
  }

  @Test
  void itNeedsBounds() {
    float infinite = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> new SquashedGaussian(Box.symmetric(1, infinite)))
        .hasMessageContaining("bounds must be finite and apart")
        .hasMessageContaining("element 1");
  }
}
