package org.tune4j.rl.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

class NStepTest {
  private final List<String> given = new ArrayList<>();

  /** A run through states 0, 1, 2, …, rewards 1, 2, 4, …, discount 0.5. */
  private void run(int n, int steps, boolean terminated, boolean ended) {
    NStep nStep = new NStep(n, 0.5);
    for (int i = 0; i < steps; i++) {
      boolean last = i == steps - 1;
      nStep.step(
          new float[] {i},
          new float[] {i % 2},
          1 << i,
          new float[] {i + 1},
          last && terminated,
          last && ended,
          (observation, action, reward, next, discount) ->
              given.add(
                  (int) observation[0]
                      + ": "
                      + reward
                      + " -> "
                      + (int) next[0]
                      + " * "
                      + discount));
    }
  }

  @Test
  void aSmallerWindowTakesOverWhatALargerOneHadWaiting() {
    NStep large = new NStep(4, 0.5);
    for (int i = 0; i < 3; i++) {
      large.step(
          new float[] {i},
          new float[1],
          1,
          new float[] {i + 1},
          false,
          false,
          (o, a, r, n, d) -> {});
    }
    NStep small = new NStep(2, 0.5);
    small.restore(StateReader.of(StateWriter.bytes(large::save)));
    List<String> made = new ArrayList<>();
    for (int i = 3; i < 5; i++) {
      small.step(
          new float[] {i},
          new float[1],
          1,
          new float[] {i + 1},
          false,
          false,
          (observation, action, reward, next, discount) ->
              made.add(observation[0] + " " + reward + " " + next[0] + " " + discount));
    }
    assertThat(made)
        .containsExactly(
            "0.0 1.875 4.0 0.0625", "1.0 1.75 4.0 0.125", "2.0 1.5 4.0 0.25", "3.0 1.5 5.0 0.25");
  }

  @Test
  void stepsAreGivenOutAsSoonAsTheyHaveTheirRewards() {
    run(3, 4, false, false);
    assertThat(given).containsExactly("0: 3.0 -> 3 * 0.125", "1: 6.0 -> 4 * 0.125");
  }

  @Test
  void anEndGivesOutAllThatWaitWithoutABootstrap() {
    run(3, 4, true, true);
    assertThat(given)
        .containsExactly(
            "0: 3.0 -> 3 * 0.125", "1: 6.0 -> 4 * 0.0", "2: 8.0 -> 4 * 0.0", "3: 8.0 -> 4 * 0.0");
  }

  @Test
  void aCutOffBootstrapsWithTheShortenedPower() {
    run(3, 2, false, true);
    assertThat(given).containsExactly("0: 2.0 -> 2 * 0.25", "1: 2.0 -> 2 * 0.5");
  }

  @Test
  void oneStepIsThePlainTransition() {
    run(1, 3, true, true);
    assertThat(given)
        .containsExactly("0: 1.0 -> 1 * 0.5", "1: 2.0 -> 2 * 0.5", "2: 4.0 -> 3 * 0.0");
  }
}
