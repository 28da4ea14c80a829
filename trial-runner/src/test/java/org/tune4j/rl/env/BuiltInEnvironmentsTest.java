package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

class BuiltInEnvironmentsTest {
  private final SavedRandom random = new SavedRandom(1, "test", 0);

  @ParameterizedTest
  @CsvSource({
    "CartPole-v0, 200, 195",
    "CartPole-v1, 500, 475",
    "StatelessCartPole, 2147483647, NaN",
    "MountainCar-v0, 200, -110",
    "MountainCarContinuous-v0, 999, 90",
    "Pendulum-v0, 200, NaN",
    "Pendulum-v1, 200, NaN",
    "Acrobot-v1, 500, -100",
    "FrozenLake-v1, 100, 0.70",
    "FrozenLake8x8-v1, 200, 0.85",
  })
  void limitsAndThresholdsAreThoseOfTheRegistry(String name, int stepLimit, double threshold) {
    Environment environment = create(name, Map.of());
    assertThat(environment.stepLimit()).isEqualTo(stepLimit);
    assertThat(environment.rewardThreshold()).isEqualTo(Double.valueOf(threshold));
    assertThat(create(name, Map.of("max_episode_steps", 7)).stepLimit()).isEqualTo(7);
  }

  @Test
  void aMisspeltKeyGetsAHint() {
    assertThatThrownBy(() -> create("FrozenLake-v1", Map.of("is_slipery", false)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("env: FrozenLake-v1: env_config.is_slipery: is not known")
        .hasMessageContaining("Maybe use is_slippery");
    assertThatThrownBy(() -> create("CartPole-v0", Map.of("max_episode_steps", 0)))
        .hasMessageContaining("env_config.max_episode_steps: must be at least 1 (0)");
    assertThatThrownBy(() -> create("WheelBandit", Map.of("delta", 2)))
        .hasMessageContaining("env_config.delta: must be from 0 to 1 (2.0)");
    assertThatThrownBy(() -> create("PointEnv", Map.of("form", "round")))
        .hasMessageContaining("must be one of [garage, rllab, teaching] (round)");
  }

  @Test
  void rllibsOwnNamesAreKnown() {
    assertThat(
            create("ray.rllib.examples.env.stateless_cartpole.StatelessCartPole", Map.of())
                .observationSpace())
        .isEqualTo(create("StatelessCartPole", Map.of()).observationSpace());
    assertThat(
            create("ray.rllib.examples.env.repeat_after_me_env.RepeatAfterMeEnv", Map.of())
                .observationSpace())
        .isEqualTo(create("RepeatAfterMe", Map.of()).observationSpace());
    assertThat(create("ray.rllib.examples.env.cartpole_mass.CartPoleMassEnv", Map.of()))
        .isInstanceOf(TaskEnvironment.class);
  }

  @Test
  void theSparseCartPolePaysItsWholeReturnAtTheEnd() {
    Environment sparse = create("SparseCartPole", Map.of("max_episode_steps", 5));
    sparse.reset(random);
    for (int i = 0; i < 4; i++) {
      assertThat(sparse.step(new float[] {i % 2}).reward()).isZero();
    }
    Step last = sparse.step(new float[] {0});
    assertThat(last.reward()).isEqualTo(5);
    assertThat(last.truncated()).isTrue();

    Environment fallen = create("SparseCartPole", Map.of());
    fallen.reset(random);
    int steps = 1;
    Step step = fallen.step(new float[] {1});
    for (; !step.terminated(); steps++) {
      step = fallen.step(new float[] {1});
    }
    assertThat(step.reward()).isEqualTo(steps);
  }

  @Test
  void otherBoundsMeanTheSameTorques() {
    Environment plain = create("Pendulum-v1", Map.of());
    Environment other =
        create("TransformedActionPendulum", Map.of("config", Map.of("low", 300, "high", 500)));
    assertThat(other.actionSpace())
        .isEqualTo(new Box(List.of(1), new float[] {300}, new float[] {500}));
    plain.reset(new SavedRandom(4, "test", 0));
    other.reset(new SavedRandom(4, "test", 0));
    assertThat(other.step(new float[] {450}))
        .usingRecursiveComparison()
        .isEqualTo(plain.step(new float[] {1}));
    assertThatThrownBy(() -> create("TransformedActionPendulum", Map.of("low", 600)))
        .hasMessageContaining("env_config.low (600.0) must be less than high (500.0)");
  }

  @Test
  void crashesAsOftenAsAsked() {
    int crashes = 0;
    Crashing crashing = new Crashing(new CartPole(200), 0.25, 0);
    for (int i = 0; i < 1000; i++) {
      crashing.reset(random);
      try {
        crashing.step(new float[] {1});
      } catch (IllegalStateException e) {
        crashes++;
      }
    }
    assertThat(crashes).isBetween(200, 300);
  }

  @Test
  void crashesOnlyOnTheWorkersThatWereNamed() {
    Config config = Config.of(Map.of("p_crash_reset", 1, "crash_on_worker_indices", List.of(2)));
    Environment first =
        Environments.create("CartPoleCrashing", new EnvContext(config, 1, 0, 2, false));
    first.reset(random);
    Environment second =
        Environments.create("CartPoleCrashing", new EnvContext(config, 2, 0, 2, false));
    assertThatThrownBy(() -> second.reset(random)).hasMessageContaining("crashed in reset");
  }

  @Test
  void aTaskOfOtherMassesChangesTheMotion() {
    TaskEnvironment poles = (TaskEnvironment) create("CartPole-Mass", Map.of());
    assertThat(poles.task()).isEqualTo(Map.of("masscart", 1.0, "masspole", 0.1));
    float[] light = firstStep(poles);
    poles.setTask(Map.of("masscart", 2));
    assertThat(firstStep(poles)[1]).isLessThan(light[1]);
    assertThatThrownBy(() -> poles.setTask(Map.of("masscart", -1)))
        .hasMessageContaining("task: masscart: must be a number greater than 0 (-1)");
    assertThatThrownBy(() -> poles.setTask(Map.of("mass", 1)))
        .hasMessageContaining("must be a map of masscart, masspole");
    for (Object task : poles.sampleTasks(100, random)) {
      Map<?, ?> masses = (Map<?, ?>) task;
      assertThat((Double) masses.get("masscart")).isBetween(0.5, 2.0);
      assertThat((Double) masses.get("masspole")).isBetween(0.05, 0.2);
    }
  }

  private static float[] firstStep(Environment environment) {
    environment.reset(new SavedRandom(3, "test", 0));
    return environment.step(new float[] {1}).observation();
  }

  @Test
  void theFirstBitIsToBeRepeated() {
    Environment environment = create("RepeatInitialObs", Map.of("episode_len", 3));
    for (int episode = 0; episode < 10; episode++) {
      float bit = environment.reset(random)[0];
      assertThat(environment.step(new float[] {bit}).reward()).isEqualTo(1);
      Step wrong = environment.step(new float[] {1 - bit});
      assertThat(wrong.reward()).isEqualTo(-1);
      assertThat(wrong.observation()).containsExactly(0);
      assertThat(environment.step(new float[] {bit}).terminated()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 101", "1, 100", "2, 99", "5, 96"})
  void everyBitIsToBeRepeatedLater(int delay, int steps) {
    Environment environment = create("RepeatAfterMe", Map.of("repeat_delay", delay));
    float[] seen = new float[200 + delay];
    seen[delay] = environment.reset(random)[0];
    for (int i = 0; i < steps; i++) {
      Step step = environment.step(new float[] {seen[i]});
      assertThat(step.reward()).as("step %d", i).isEqualTo(1);
      assertThat(step.terminated()).isEqualTo(i == steps - 1);
      seen[i + delay + 1] = step.observation()[0];
    }
    environment.reset(random);
    assertThat(environment.step(new float[] {7}).reward()).isEqualTo(-1);
  }

  @Test
  void theContinuousFormCostsTheDifference() {
    Environment environment = create("RepeatAfterMe", Map.of("continuous", true));
    float[] first = environment.reset(random);
    assertThat(environment.step(new float[] {0.5f, -0.25f}).reward()).isEqualTo(-0.75);
    assertThat(environment.step(first.clone()).reward()).isZero();
  }

  @Test
  void theCorridorEndsOnTheRight() {
    Environment corridor = create("SimpleCorridor", Map.of("corridor_length", 2));
    corridor.reset(random);
    assertThat(corridor.step(new float[] {0}).observation()).containsExactly(0);
    assertThat(corridor.step(new float[] {1}).reward()).isZero();
    Step end = corridor.step(new float[] {1});
    assertThat(end.reward()).isEqualTo(1);
    assertThat(end.terminated()).isTrue();
  }

  @Test
  void theArmsOfTheSimpleBanditDependOnTheSign() {
    Environment bandit = create("SimpleContextualBandit", Map.of());
    for (int i = 0; i < 20; i++) {
      float sign = bandit.reset(random)[0];
      assertThat(sign).isIn(1f, -1f);
      float arm = i % 3;
      Step step = bandit.step(new float[] {arm});
      assertThat(step.reward()).isCloseTo((1 - arm) * 10 * sign, within(0.0));
      assertThat(step.terminated()).isTrue();
    }
  }

  @Test
  void theLinearBanditPaysTheInnerProduct() {
    LinearArms arms = new LinearArms(8, 4, 0.01, 1);
    assertThat(new LinearArms(8, 4, 0.01, 1).mean(unit(0), 2)).isEqualTo(arms.mean(unit(0), 2));
    assertThat(new LinearArms(8, 4, 0.01, 2).mean(unit(0), 2)).isNotEqualTo(arms.mean(unit(0), 2));
    double squares = 0;
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      squares += Math.pow(arms.mean(unit(i), 3), 2);
    }
    for (int i = 0; i < 10_000; i++) {
      sum += Math.pow(arms.draw(random)[0], 2);
    }
    assertThat(squares).as("an arm's length").isCloseTo(1, within(1e-6));
    assertThat(Math.sqrt(sum / 10_000)).isCloseTo(1.0 / 3, within(0.01));
    assertThat(arms.reward(unit(1), 0, random)).isCloseTo(arms.mean(unit(1), 0), within(0.06));
  }

  private static float[] unit(int i) {
    float[] unit = new float[8];
    unit[i] = 1;
    return unit;
  }

  @Test
  void theWheelPaysMostBeyondItsHub() {
    WheelArms wheel = new WheelArms(0.5, 1.2, 1, 50, 0.01);
    assertThat(best(wheel, 0.3f, 0.3f)).isEqualTo(0);
    assertThat(best(wheel, 0.5f, 0.5f)).isEqualTo(1);
    assertThat(best(wheel, 0.5f, -0.5f)).isEqualTo(2);
    assertThat(best(wheel, -0.5f, 0.5f)).isEqualTo(3);
    assertThat(best(wheel, -0.5f, -0.5f)).isEqualTo(4);
    int outside = 0;
    for (int i = 0; i < 10_000; i++) {
      float[] context = wheel.draw(random);
      outside += Math.hypot(context[0], context[1]) > 0.5 ? 1 : 0;
    }
    assertThat(outside / 1e4).as("three quarters of the area").isCloseTo(0.75, within(0.02));
  }

  private static int best(WheelArms wheel, float x, float y) {
    int best = 0;
    for (int arm = 1; arm < 5; arm++) {
      best =
          wheel.mean(new float[] {x, y}, arm) > wheel.mean(new float[] {x, y}, best) ? arm : best;
    }
    return best;
  }

  private static Environment create(String name, Map<String, Object> config) {
    return Environments.create(name, Config.of(config));
  }
}
