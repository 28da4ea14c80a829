package org.tune4j.rl.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.space.Discrete;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;
import org.tune4j.yaml.InvalidInputException;

class ExplorationTest {
  private static final float[] Q = {1, 3, 2};
  private static final Exploration.Context HERE = new Exploration.Context(new Discrete(3), 1, 0, 0);

  @Test
  void epsilonFallsInAStraightLine() {
    Exploration greedy =
        Exploration.of(
            Config.parse(
                "{\"type\":\"EpsilonGreedy\",\"initial_epsilon\":1.0,\"final_epsilon\":0.1,\"epsilon_timesteps\":100}"),
            HERE);
    assertThat(greedy.level(0)).isEqualTo(1);
    assertThat(greedy.level(50)).isCloseTo(0.55, within(1e-12));
    assertThat(greedy.level(100)).isEqualTo(0.1);
    assertThat(greedy.level(1_000_000)).isEqualTo(0.1);
  }

  @Test
  void epsilonIsTheShareOfRandomActions() {
    Exploration greedy = new EpsilonGreedy(new Schedule.Constant(0.3));
    assertThat(share(greedy, 0, 1)).as("0.7 + 0.3 / 3").isCloseTo(0.8, within(0.01));
    assertThat(share(new EpsilonGreedy(new Schedule.Constant(0)), 0, 1)).isEqualTo(1);
  }

  @Test
  void softQDrawsFromTheSoftmax() {
    double e = Math.exp(2 / 0.5);
    double all = Math.exp(0) + e + Math.exp(1 / 0.5);
    assertThat(share(new SoftQ(0.5), 0, 1)).isCloseTo(e / all, within(0.01));
    assertThatThrownBy(() -> new SoftQ(0)).hasMessageContaining("above 0");
  }

  @Test
  void randomStepsComeFirst() {
    Exploration sampling = new StochasticSampling(10);
    assertThat(share(sampling, 9, 1)).isCloseTo(1 / 3.0, within(0.01));
    assertThat(share(sampling, 10, 1)).isCloseTo(0.665, within(0.01));
    assertThat(share(new UniformRandom(), 10, 0)).isCloseTo(1 / 3.0, within(0.01));
  }

  @Test
  void aKeyOfAnotherTypeIsAnError() {
    assertThatThrownBy(
            () ->
                Exploration.of(Config.parse("{\"type\":\"SoftQ\",\"epsilon_timesteps\":5}"), HERE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("exploration_config.epsilon_timesteps: SoftQ has no such key");
  }

  @Test
  void schedules() {
    Schedule piecewise =
        Schedule.parse(List.of(List.of(10L, 1.0), List.of(20L, 0.0), List.of(30L, 4L)), 9);
    assertThat(piecewise.at(0)).isEqualTo(1);
    assertThat(piecewise.at(15)).isCloseTo(0.5, within(1e-12));
    assertThat(piecewise.at(25)).isCloseTo(2, within(1e-12));
    assertThat(piecewise.at(31)).isEqualTo(4);
    assertThat(Schedule.parse(null, 9).at(77)).isEqualTo(9);
    assertThat(new Schedule.Exponential(8, 0.5, 10).at(20)).isCloseTo(2, within(1e-12));
    assertThat(new Schedule.Linear(1, 0, 0).at(0)).as("no steps at all").isZero();
    assertThatThrownBy(() -> Schedule.parse(List.of(List.of(1L)), 0)).hasMessageContaining("pairs");
    assertThatThrownBy(() -> Schedule.parse(List.of(List.of(5L, 1L), List.of(5L, 2L)), 0))
        .hasMessageContaining("steps must grow");
  }

  /** How often an action is chosen. */
  private static double share(Exploration exploration, long step, int wanted) {
    RandomGenerator random = Seeds.random(1);
    float[] action = new float[1];
    int hits = 0;
    for (int i = 0; i < 50_000; i++) {
      exploration.choose(new Categorical(3), Q, step, 0, random, action);
      hits += (int) action[0] == wanted ? 1 : 0;
    }
    return hits / 50_000.0;
  }
}
