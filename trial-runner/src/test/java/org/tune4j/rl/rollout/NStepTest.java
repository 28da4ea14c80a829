package org.tune4j.rl.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
