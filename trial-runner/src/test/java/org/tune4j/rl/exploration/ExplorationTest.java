package org.tune4j.rl.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Distribution;
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

  @Test
  void schedulesAsMaps() {
    assertThat(at("{\"type\":\"constant\",\"value\":3}", 9)).isEqualTo(3);
    assertThat(at("{\"type\":\"LinearSchedule\",\"schedule_timesteps\":10,\"final_p\":0.5}", 5))
        .isEqualTo(0.75);
    assertThat(at("{\"type\":\"polynomial\",\"schedule_timesteps\":10}", 5))
        .as("power 2")
        .isEqualTo(0.25);
    assertThat(
            at(
                "{\"type\":\"ray.rllib.utils.schedules.ExponentialSchedule\",\"schedule_timesteps\":10}",
                20))
        .isCloseTo(0.01, within(1e-12));
    String piecewise =
        "{\"type\":\"PiecewiseSchedule\",\"endpoints\":[[0,1.0],[10,0.0]],\"outside_value\":0.3}";
    assertThat(at(piecewise, 5)).isEqualTo(0.5);
    assertThat(at(piecewise, 10)).isEqualTo(0.3);
    assertThat(Schedule.parse(0.7, 9).at(5)).isEqualTo(0.7);
  }

  @Test
  void wrongSchedulesAreExplained() {
    assertThatThrownBy(() -> at("{\"type\":\"cosine\"}", 0))
        .hasMessageContaining("type must be one of constant, exponential, linear")
        .hasMessageContaining("(cosine)");
    assertThatThrownBy(() -> at("{\"value\":1}", 0)).hasMessageContaining("it is missing");
    assertThatThrownBy(() -> at("{\"type\":\"linear\",\"power\":1}", 0))
        .hasMessageContaining("linear has no key power");
    assertThatThrownBy(() -> at("{\"type\":\"linear\"}", 0))
        .hasMessageContaining("schedule_timesteps must be at least 1");
    Config config = Config.parse("{\"type\":\"EpsilonGreedy\",\"epsilon_schedule\":[[1]]}");
    assertThatThrownBy(() -> Exploration.of(config, HERE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("exploration_config: schedule: must be a list of pairs");
  }

  @Test
  void epsilonWaitsForTheWarmUp() {
    Exploration greedy =
        Exploration.of(
            Config.parse(
                "{\"type\":\"EpsilonGreedy\",\"warmup_timesteps\":10,\"epsilon_timesteps\":10,\"final_epsilon\":0.0}"),
            HERE);
    assertThat(greedy.level(10)).isEqualTo(1);
    assertThat(greedy.level(15)).isEqualTo(0.5);
    assertThat(greedy.level(25)).isZero();
    assertThat(Schedule.after(5, 1, 0.5, 0).at(4)).isEqualTo(1);
    assertThat(Schedule.after(5, 1, 0.5, 0).at(5)).isEqualTo(0.5);
  }

  @Test
  void impossibleActionsAreNotExplored() {
    RandomGenerator random = Seeds.random(1);
    float[] action = new float[1];
    Exploration always = new EpsilonGreedy(new Schedule.Constant(1));
    for (int i = 0; i < 100; i++) {
      always.choose(
          new Categorical(3), new float[] {1, Float.NEGATIVE_INFINITY, 0}, 0, 0, random, action);
      assertThat(action[0]).isNotEqualTo(1);
    }
  }

  @Test
  void aClassOfOnesOwnGetsItsConfig() {
    String config = "{\"type\":\"" + Own.class.getName() + "\",\"custom_config\":{\"action\":2}}";
    Exploration own = Exploration.of(Config.parse(config), HERE);
    assertThat(share(own, 0, 2)).isEqualTo(1);
    assertThatThrownBy(
            () -> Exploration.of(Config.parse("{\"type\":\"org.nowhere.Explorer\"}"), HERE))
        .hasMessageContaining(
            "exploration_config.type: org.nowhere.Explorer: there is no such class");
    assertThatThrownBy(() -> Exploration.of(Config.parse("{\"type\":\"java.lang.String\"}"), HERE))
        .hasMessageContaining("must implement org.tune4j.rl.exploration.Exploration");
  }

  /** Always the same action. */
  public static final class Own implements Exploration {
    private final float always;

    public Own(Config config, Exploration.Context context) {
      always = (float) config.getDouble("action");
    }

    @Override
    public void choose(
        Distribution distribution,
        float[] outputs,
        long step,
        int environment,
        RandomGenerator random,
        float[] action) {
      action[0] = always;
    }
  }

  private static double at(String schedule, long step) {
    return Schedule.parse(Config.parse(schedule).asMap(), 0).at(step);
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
