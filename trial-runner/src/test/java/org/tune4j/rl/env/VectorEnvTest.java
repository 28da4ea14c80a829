package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.TrialStoppedException;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

class VectorEnvTest {
  private static final float[][] ACTIONS = {{0}, {0}};

  @Test
  void endedEpisodesBeginAgainAndKeepTheirTrueLastObservation() {
    VectorEnv environments = countdowns(2, Integer.MAX_VALUE);
    environments.step(ACTIONS);
    assertThat(environments.observations()[0]).containsExactly(1);
    environments.step(ACTIONS);

    assertThat(environments.lastObservations()[0]).containsExactly(2);
    assertThat(environments.observations()[0]).containsExactly(0);
    assertThat(environments.terminated(0)).isTrue();
    assertThat(environments.truncated(0)).isFalse();
    assertThat(environments.ended(1)).as("the other one goes on").isFalse();
    assertThat(environments.observations()[1]).containsExactly(2);
  }

  @Test
  void theHorizonCutsOffAndDoesNotTerminate() {
    VectorEnv environments = countdowns(100, 3);
    environments.step(ACTIONS);
    environments.step(ACTIONS);
    assertThat(environments.ended(0)).isFalse();
    environments.step(ACTIONS);
    assertThat(environments.truncated(0)).isTrue();
    assertThat(environments.terminated(0)).isFalse();
    assertThat(environments.lastObservations()[0]).containsExactly(3);
  }

  @Test
  void anEndAtTheHorizonIsAnEnd() {
    VectorEnv environments = countdowns(2, 2);
    environments.step(ACTIONS);
    environments.step(ACTIONS);
    assertThat(environments.terminated(0)).isTrue();
    assertThat(environments.truncated(0)).isFalse();
  }

  @Test
  void theEnvironmentsOwnLimitHolds() {
    VectorEnv environments = cartPoles(1);
    int longest = 0;
    int length = 0;
    for (int i = 0; i < 20_000; i++) {
      float lean = environments.observations()[0][2] + environments.observations()[0][3] * 0.3f;
      environments.step(new float[][] {{lean > 0 ? 1 : 0}});
      length++;
      if (environments.ended(0)) {
        longest = Math.max(longest, length);
        length = 0;
      }
    }
    assertThat(longest).isEqualTo(200);
  }

  @Test
  void theEnvironmentsOwnLimitHoldsWhereTheHorizonIsSoft() {
    VectorEnv environments = limited();
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < 14; i++) {
      environments.step(new float[][] {{0}});
      boolean reset = environments.observations()[0] != environments.lastObservations()[0];
      seen.append(!environments.truncated(0) ? '.' : reset ? 'R' : 'c');
      byte[] saved = StateWriter.bytes(environments::save);
      environments = limited();
      environments.restore(StateReader.of(saved));
    }
    assertThat(seen.toString()).as("cut after 3 steps, reset after 7").isEqualTo("..c..cR..c..cR");
  }

  private static VectorEnv limited() {
    return new VectorEnv(i -> MountainCar.discrete(7), new VectorEnv.Shape(1, 0, 3, true), 1);
  }

  @Test
  void eachEnvironmentHasARandomStreamOfItsOwn() {
    VectorEnv two = cartPoles(2);
    VectorEnv one = cartPoles(1);
    assertThat(two.observations()[0])
        .isNotEqualTo(two.observations()[1])
        .containsExactly(one.observations()[0]);
    assertThat(two.actionSpace()).isEqualTo(new Discrete(2));
  }

  @Test
  void aTaskIsTheSameValueBeforeAndAfterACheckpoint() {
    VectorEnv environments = lakes();
    environments.setTask(0, 2);
    assertThat(task(environments)).isEqualTo(2L);
    VectorEnv restored = lakes();
    restored.restore(StateReader.of(StateWriter.bytes(environments::save)));
    assertThat(task(restored)).isEqualTo(2L);
  }

  @Test
  void aTaskThatCannotBeIsTheUsersMistake() {
    VectorEnv lakes = lakes();
    assertThatThrownBy(() -> lakes.setTask(0, 6))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("task: must be a level from 1 to 5 (6)");
    assertThatThrownBy(() -> lakes.setTask(0, new Object()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("task: must be a number, a text");
    VectorEnv poles = cartPoles(1);
    assertThatThrownBy(() -> poles.setTask(0, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("env: CartPole: has no tasks");
  }

  private static VectorEnv lakes() {
    return new VectorEnv(
        i -> Environments.create("FrozenLake-Curriculum", Config.empty()),
        new VectorEnv.Shape(1, 0, 1000, false),
        1);
  }

  private static Object task(VectorEnv environments) {
    return ((TaskEnvironment) environments.environment(0)).task();
  }

  @Test
  void anInterruptIsNoFailureOfTheEnvironment() {
    VectorEnv environments =
        new VectorEnv(i -> new Sleepy(), new VectorEnv.Shape(1, 0, 1000, false), 1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> environments.step(ACTIONS)).isInstanceOf(TrialStoppedException.class);
    assertThat(Thread.interrupted()).as("it is passed on").isTrue();
    assertThat(environments.restarts()).isZero();
  }

  /** Waits for something at each step. */
  private static final class Sleepy implements Environment {
    private final Environment inner = new Countdown(Config.empty());

    @Override
    public Space observationSpace() {
      return inner.observationSpace();
    }

    @Override
    public Space actionSpace() {
      return inner.actionSpace();
    }

    @Override
    public float[] reset(RandomGenerator random) {
      return inner.reset(random);
    }

    @Override
    public Step step(float[] action) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new IllegalStateException("woken too early", e);
      }
      return inner.step(action);
    }
  }

  /** The second one lives longer than the first. */
  private static VectorEnv countdowns(int end, int horizon) {
    return new VectorEnv(
        i -> new Countdown(Config.empty().with("end", end + i)),
        new VectorEnv.Shape(2, 0, horizon, false),
        1);
  }

  private static VectorEnv cartPoles(int count) {
    return new VectorEnv(i -> new CartPole(200), new VectorEnv.Shape(count, 0, 1000, false), 1);
  }
}
