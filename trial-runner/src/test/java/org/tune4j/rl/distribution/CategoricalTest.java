package org.tune4j.rl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.space.Discrete;
import org.tune4j.space.Seeds;

class CategoricalTest {
  private static final float[] LOGITS = {0.3f, -1.2f, 1.7f};
  private static final float[] OLD = {-0.4f, 0.1f, 0.9f};
  private final Distribution distribution = Distribution.over(new Discrete(3));

  @Test
  void probabilitiesAddUp() {
    double sum = 0;
    double entropy = 0;
    for (int i = 0; i < 3; i++) {
      double log = distribution.logProbability(LOGITS, new float[] {i});
      sum += Math.exp(log);
      entropy -= Math.exp(log) * log;
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(distribution.entropy(LOGITS)).isCloseTo(entropy, within(1e-12));
    assertThat(distribution.divergence(LOGITS, LOGITS)).isZero();
    assertThat(distribution.divergence(OLD, LOGITS)).isPositive();
  }

  @Test
  void samplesFollowTheProbabilities() {
    int draws = 100_000;
    int[] counts = new int[3];
    RandomGenerator random = Seeds.random(1);
    float[] action = new float[1];
    for (int i = 0; i < draws; i++) {
      distribution.sample(LOGITS, random, action);
      counts[(int) action[0]]++;
    }
    double chiSquare = 0;
    for (int i = 0; i < 3; i++) {
      double expected = draws * Math.exp(distribution.logProbability(LOGITS, new float[] {i}));
      chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    assertThat(chiSquare).as("2 degrees of freedom, one false alarm in 1000").isLessThan(13.8);
  }

  @Test
  void impossibleActionsAreNeverChosen() {
    float[] masked = {Float.NEGATIVE_INFINITY, 5, 0, Float.NEGATIVE_INFINITY};
    Distribution four = new Categorical(4);
    RandomGenerator random = Seeds.random(1);
    float[] action = new float[1];
    boolean[] seen = new boolean[4];
    for (int i = 0; i < 1000; i++) {
      four.uniform(masked, random, action);
      seen[(int) action[0]] = true;
      four.sample(masked, random, action);
      assertThat(action[0]).isBetween(1f, 2f);
    }
    assertThat(seen).containsExactly(false, true, true, false);
    four.mode(masked, action);
    assertThat(action).containsExactly(1);
    assertThat(four.entropy(masked)).isFinite();
  }

  @Test
  void hugeLogitsAreNoProblem() {
    float[] huge = {3e38f, -3e38f, 0};
    assertThat(distribution.logProbability(huge, new float[] {0})).isZero();
    assertThat(distribution.entropy(huge)).isZero();
  }

  @Test
  void gradientsAreThoseOfTheFunctions() {
    float[] action = {1};
    float[] gradient = new float[3];
    distribution.addLogProbabilityGradient(LOGITS, action, 2, gradient);
    assertGradient(gradient, l -> 2 * distribution.logProbability(l, action));
    gradient = new float[3];
    distribution.addEntropyGradient(LOGITS, -3, gradient);
    assertGradient(gradient, l -> -3 * distribution.entropy(l));
    gradient = new float[3];
    distribution.addDivergenceGradient(OLD, LOGITS, 0.5, gradient);
    assertGradient(gradient, l -> 0.5 * distribution.divergence(OLD, l));
  }

  private static void assertGradient(float[] gradient, ToDoubleFunction<float[]> function) {
    for (int i = 0; i < LOGITS.length; i++) {
      float[] up = LOGITS.clone();
      float[] down = LOGITS.clone();
      up[i] += 0.01f;
      down[i] -= 0.01f;
      double slope =
          (function.applyAsDouble(up) - function.applyAsDouble(down)) / (up[i] - (double) down[i]);
      assertThat((double) gradient[i]).isCloseTo(slope, within(1e-4));
    }
  }
}
