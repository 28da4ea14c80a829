package org.tune4j.rl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.state.SavedRandom;

class DeterministicTest {
  private final Distribution distribution = new Deterministic(Box.symmetric(1, 2));

  @Test
  void theActionIsTheParameters() {
    SavedRandom random = new SavedRandom(1, "actions", 0);
    float[] action = new float[2];
    distribution.mode(new float[] {0.5f, -1}, action);
    assertThat(action).containsExactly(0.5f, -1);
    distribution.sample(new float[] {-0.25f, 2}, random, action);
    assertThat(action).containsExactly(-0.25f, 2);
  }

  @Test
  void uniformActionsFillTheSpace() {
    SavedRandom random = new SavedRandom(1, "actions", 0);
    float[] action = new float[2];
    double highest = 0;
    for (int i = 0; i < 1000; i++) {
      distribution.uniform(new float[2], random, action);
      assertThat(action[0]).isBetween(-1f, 1f);
      highest = Math.max(highest, action[1]);
    }
    assertThat(highest).isBetween(1.9, 2.0);
  }

  @Test
  void thereAreNoProbabilities() {
    assertThatThrownBy(() -> distribution.logProbability(new float[2], new float[2]))
        .hasMessage("Deterministic: has no probabilities");
  }
}
