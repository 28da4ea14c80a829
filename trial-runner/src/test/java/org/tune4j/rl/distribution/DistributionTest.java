package org.tune4j.rl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Dict;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.MultiDiscrete;
import org.tune4j.rl.space.Tuple;
import org.tune4j.rl.state.SavedRandom;

/** What holds for every distribution that has probabilities. */
class DistributionTest {
  private static final int DRAWS = 200_000;

  /**
   * A distribution at two points of its parameters.
   *
   * @param old not far from {@code now}
   */
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  record Case(Distribution distribution, float[] old, float[] now) {
    float[] action() {
      float[] action = new float[distribution.actionSize()];
      distribution.sample(old, new SavedRandom(3, "action", 0), action);
      return action;
    }

    @Override
    public String toString() {
      return distribution.toString();
    }
  }

  static Stream<Case> cases() {
    Box wide = new Box(List.of(2), new float[] {-2, 1}, new float[] {2, 9});
    return Stream.of(
        new Case(new Categorical(3), f(-0.4, 0.1, 0.9), f(0.3, -1.2, 1.7)),
        new Case(
            new MultiCategorical(2, 3), f(0.2, -0.3, 0.9, 0, 0.4), f(-0.4, 0.1, 1.1, 0.3, -1.2)),
        new Case(new DiagGaussian(wide), f(0.3, -2, -0.5, 0.4), f(0.5, -1.5, -0.2, 0.1)),
        new Case(new SquashedGaussian(Box.symmetric(1)), f(0.4, -0.6), f(0.1, -0.3)),
        new Case(new SquashedGaussian(wide), f(0.3, -1, -0.5, 0.4), f(0.5, -0.8, -0.2, 0.1)),
        new Case(
            Distribution.over(
                new Dict(
                    Map.of(
                        "a",
                        Tuple.of(new Discrete(2), Box.symmetric(1)),
                        "b",
                        new MultiDiscrete(3, 1)))),
            f(0.2, -0.3, 0.9, 0, 0.4, 0.1, -0.2, 9),
            f(0.1, -0.1, 1.2, 0.3, 0.1, 0.5, -0.4, 0)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreThoseOfTheFunctions(Case c) {
    Distribution d = c.distribution();
    float[] action = c.action();
    float[] gradient = new float[d.parameters()];
    d.addLogProbabilityGradient(c.now(), action, 2, gradient);
    assertGradient(c.now(), gradient, p -> 2 * d.logProbability(p, action));
    gradient = new float[d.parameters()];
    d.addEntropyGradient(c.now(), -3, gradient);
    assertGradient(c.now(), gradient, p -> -3 * d.entropy(p));
    gradient = new float[d.parameters()];
    d.addDivergenceGradient(c.old(), c.now(), 0.5, gradient);
    assertGradient(c.now(), gradient, p -> 0.5 * d.divergence(c.old(), p));
  }

  /** Five standard errors: one false alarm in more than a million. */
  @ParameterizedTest
  @MethodSource("cases")
  void entropyAndDivergenceAreMeansOverSamples(Case c) {
    Distribution d = c.distribution();
    RandomGenerator random = new SavedRandom(1, "samples", 0);
    float[] action = new float[d.actionSize()];
    Mean entropy = new Mean();
    Mean divergence = new Mean();
    for (int i = 0; i < DRAWS; i++) {
      d.sample(c.old(), random, action);
      double log = d.logProbability(c.old(), action);
      entropy.add(-log);
      divergence.add(log - d.logProbability(c.now(), action));
    }
    assertThat(d.entropy(c.old())).isCloseTo(entropy.mean(), within(5 * entropy.error()));
    assertThat(d.divergence(c.old(), c.now()))
        .isCloseTo(divergence.mean(), within(5 * divergence.error()));
    assertThat(d.divergence(c.now(), c.now())).isCloseTo(0, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aModeIsAsLikelyAsAnySampleOfADiscreteChoice(Case c) {
    Distribution d = c.distribution();
    if (d instanceof SquashedGaussian) {
      return; // its mode is the squashed mean, not the peak of the density
    }
    float[] mode = new float[d.actionSize()];
    d.mode(c.now(), mode);
    RandomGenerator random = new SavedRandom(2, "samples", 0);
    float[] action = new float[d.actionSize()];
    for (int i = 0; i < 1000; i++) {
      d.sample(c.now(), random, action);
      assertThat(d.logProbability(c.now(), action))
          .isLessThanOrEqualTo(d.logProbability(c.now(), mode));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anEvaluatorGivesWhatTheMethodsGive(Case c) {
    Distribution d = c.distribution();
    Evaluator evaluator = d.evaluator();
    float[] action = c.action();
    for (float[] old : List.of(c.old(), c.now())) {
      evaluator.evaluate(old, c.now(), action);
      assertThat(evaluator.logProbability())
          .isCloseTo(d.logProbability(c.now(), action), within(1e-12));
      assertThat(evaluator.entropy()).isCloseTo(d.entropy(c.now()), within(1e-12));
      assertThat(evaluator.divergence()).isCloseTo(d.divergence(old, c.now()), within(1e-12));
      float[] fused = new float[d.parameters()];
      float[] separate = new float[d.parameters()];
      evaluator.addGradient(2, -0.3, 0.7, fused);
      d.addLogProbabilityGradient(c.now(), action, 2, separate);
      d.addEntropyGradient(c.now(), -0.3, separate);
      d.addDivergenceGradient(old, c.now(), 0.7, separate);
      assertThat(fused).containsExactly(separate, within(1e-6f));
    }
    evaluator.evaluate(null, c.now(), action);
    assertThat(evaluator.divergence()).isZero();
    float[] nothing = new float[d.parameters()];
    evaluator.addGradient(0, 0, 0, nothing);
    assertThat(nothing).containsOnly(0);
  }

  static void assertGradient(
      float[] parameters, float[] gradient, ToDoubleFunction<float[]> function) {
    for (int i = 0; i < parameters.length; i++) {
      float[] up = parameters.clone();
      float[] down = parameters.clone();
      up[i] += 0.003f;
      down[i] -= 0.003f;
      double slope =
          (function.applyAsDouble(up) - function.applyAsDouble(down)) / (up[i] - (double) down[i]);
      assertThat((double) gradient[i])
          .as("parameter %d", i)
          .isCloseTo(slope, within(1e-4 * Math.max(1, Math.abs(slope))));
    }
  }

  static float[] f(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** A mean and its standard error. */
  static final class Mean {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
      count++;
      double delta = value - mean;
      mean += delta / count;
      squares += delta * (value - mean);
    }

    double mean() {
      return mean;
    }

    double error() {
      return Math.sqrt(squares / (count - 1) / count);
    }
  }
}
