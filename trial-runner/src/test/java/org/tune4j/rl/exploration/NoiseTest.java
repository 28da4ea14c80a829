package org.tune4j.rl.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.distribution.Deterministic;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

/** Noise on continuous actions. */
class NoiseTest {
  private static final float INFINITE = Float.POSITIVE_INFINITY;
  private static final Box FREE = Box.symmetric(INFINITE);
  private final SavedRandom random = new SavedRandom(1, "actions", 0);

  @Test
  void gaussianNoiseHasItsStandardDeviationTimesTheScale() {
    Map<String, Object> config =
        Map.of(
            "type", "GaussianNoise", "random_timesteps", 0, "stddev", 0.5, "scale_timesteps", 100);
    assertThat(std(make(config, FREE), FREE, 0)).isCloseTo(0.5, within(0.01));
    assertThat(std(make(config, FREE), FREE, 50)).isCloseTo(0.5 * 0.51, within(0.01));
    assertThat(std(make(config, FREE), FREE, 1000)).isCloseTo(0.5 * 0.02, within(0.001));
  }

  @Test
  void theScaleWaitsForTheRandomSteps() {
    Exploration noise = make(Map.of("type", "GaussianNoise"), FREE);
    assertThat(noise.level(0)).isEqualTo(1);
    assertThat(noise.level(1000)).isEqualTo(1);
    assertThat(noise.level(6000)).isCloseTo(0.51, within(1e-12));
    assertThat(noise.level(11_000)).isEqualTo(0.02);
  }

  @Test
  void randomStepsFillTheSpace() {
    Box torque = Box.symmetric(2);
    Exploration noise = make(Map.of("type", "GaussianNoise", "random_timesteps", 10), torque);
    assertThat(std(noise, torque, 9)).as("uniform").isCloseTo(4 / Math.sqrt(12), within(0.02));
    assertThat(std(noise, torque, 10)).isCloseTo(0.1, within(0.01));
  }

  @Test
  void noiseStopsAtTheBounds() {
    Box torque = Box.symmetric(2);
    Exploration noise =
        make(Map.of("type", "GaussianNoise", "random_timesteps", 0, "stddev", 100.0), torque);
    float[] action = new float[1];
    for (int i = 0; i < 100; i++) {
      noise.choose(new Deterministic(torque), new float[1], 0, 0, random, action);
      assertThat(Math.abs(action[0])).isBetween(0f, 2f);
    }
  }

  /** The process is stationary with variance sigma² / (1 - (1 - theta)²). */
  @Test
  void ornsteinUhlenbeckNoiseHasItsSpreadAndMemory() {
    Map<String, Object> config =
        Map.of("type", "OrnsteinUhlenbeckNoise", "random_timesteps", 0, "final_scale", 1.0);
    Box wide = Box.symmetric(1e6f);
    Exploration noise = make(config, FREE);
    double expected = 0.1 * 0.2 / Math.sqrt(1 - 0.85 * 0.85);
    double squares = 0;
    double products = 0;
    float before = 0;
    float[] action = new float[1];
    int n = 200_000;
    for (int i = 0; i < n; i++) {
      noise.choose(new Deterministic(FREE), new float[1], 0, 0, random, action);
      squares += action[0] * action[0];
      products += action[0] * before;
      before = action[0];
    }
    assertThat(Math.sqrt(squares / n)).as("range 1").isCloseTo(expected, within(0.02 * expected));
    assertThat(products / squares).as("correlation").isCloseTo(0.85, within(0.01));
    noise = make(config, wide);
    noise.choose(new Deterministic(wide), new float[1], 0, 0, new SavedRandom(2, "a", 0), action);
    float scaled = action[0];
    noise = make(config, FREE);
    noise.choose(new Deterministic(FREE), new float[1], 0, 0, new SavedRandom(2, "a", 0), action);
    assertThat(scaled / action[0]).as("times the range").isCloseTo(2e6f, within(10f));
  }

  @Test
  void ornsteinUhlenbeckNoiseBeginsAnewInEachEpisodeOfEachEnvironment() {
    Map<String, Object> config =
        Map.of("type", "OrnsteinUhlenbeckNoise", "random_timesteps", 0, "ou_sigma", 0.0);
    Exploration noise = make(config, FREE);
    Exploration loud = make(Map.of("type", "OrnsteinUhlenbeckNoise", "random_timesteps", 0), FREE);
    float[] action = new float[1];
    Distribution distribution = new Deterministic(FREE);
    noise.choose(distribution, new float[] {3}, 0, 0, random, action);
    assertThat(action).as("no noise at all").containsExactly(3);
    loud.choose(distribution, new float[1], 0, 0, new SavedRandom(1, "a", 0), action);
    float first = action[0];
    loud.choose(distribution, new float[1], 0, 1, new SavedRandom(1, "a", 0), action);
    assertThat(action).as("environments are apart").containsExactly(first);
    loud.begin(0);
    loud.choose(distribution, new float[1], 0, 0, new SavedRandom(1, "a", 0), action);
    assertThat(action).containsExactly(first);
    loud.choose(distribution, new float[1], 0, 0, new SavedRandom(1, "a", 0), action);
    assertThat(action[0]).as("goes on within an episode").isNotEqualTo(first);
  }

  @Test
  void eachWorkerHasItsConstant() {
    assertThat(perWorker("EpsilonGreedy", 1, 5)).isEqualTo(0.4);
    assertThat(perWorker("EpsilonGreedy", 3, 5)).isCloseTo(Math.pow(0.4, 4.5), within(1e-12));
    assertThat(perWorker("EpsilonGreedy", 5, 5)).isCloseTo(Math.pow(0.4, 8), within(1e-12));
    assertThat(perWorker("EpsilonGreedy", 0, 5)).as("the trial's own").isZero();
    assertThat(perWorker("EpsilonGreedy", 1, 1)).isEqualTo(0.4);
    assertThat(perWorker("EpsilonGreedy", 0, 0)).as("alone: the schedule").isEqualTo(1);
    for (String noise : List.of("GaussianNoise", "OrnsteinUhlenbeckNoise")) {
      assertThat(perWorker(noise, 1, 5)).isCloseTo(Math.pow(0.4, 2.75), within(1e-12));
      assertThat(perWorker(noise, 4, 5)).isCloseTo(Math.pow(0.4, 8), within(1e-12));
      assertThat(perWorker(noise, 0, 5)).isZero();
      assertThat(perWorker(noise, 0, 0)).isEqualTo(1);
    }
  }

  @Test
  void actionsOfTheWrongKindAreRefused() {
    assertThatThrownBy(() -> make(Map.of("type", "GaussianNoise"), new Discrete(3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("exploration_config.type: GaussianNoise: needs actions of a Box")
        .hasMessageContaining("Maybe use EpsilonGreedy");
    assertThatThrownBy(() -> make(Map.of("type", "SoftQ"), FREE))
        .hasMessageContaining("exploration_config.type: SoftQ: needs discrete actions (Box[1])");
  }

  private static double perWorker(String type, int worker, int workers) {
    Space actions = type.equals("EpsilonGreedy") ? new Discrete(2) : Box.symmetric(1);
    return Exploration.of(
            Config.of(Map.of("type", "PerWorker" + type)),
            new Exploration.Context(actions, 1, worker, workers))
        .level(0);
  }

  private static Exploration make(Map<String, Object> config, Space actions) {
    return Exploration.of(Config.of(config), new Exploration.Context(actions, 2, 0, 0));
  }

  private double std(Exploration exploration, Box actions, long step) {
    float[] action = new float[1];
    double squares = 0;
    for (int i = 0; i < 20_000; i++) {
      exploration.choose(new Deterministic(actions), new float[1], step, 0, random, action);
      squares += action[0] * action[0];
    }
    return Math.sqrt(squares / 20_000);
  }
}
