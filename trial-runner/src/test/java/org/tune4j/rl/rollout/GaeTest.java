package org.tune4j.rl.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.distribution.Categorical;

class GaeTest {
  private static final double[] REWARDS = {1, 2, 3, 4};
  private static final double[] VALUES = {0.5, 1.5, -1, 2};

  @Test
  void byHand() {
    // delta 3 = 4 + 0.5 * 10 - 2 = 7;  delta 2 = 3 + 0.5 * 2 + 1 = 5;  delta 1 = 2 - 0.5 - 1.5 = 0;
    // delta 0 = 1 + 0.75 - 0.5 = 1.25; each advantage = delta + 0.4 * the next one
    assertThat(advantages(10, 0.5, 0.8))
        .containsExactly(new double[] {2.498, 3.12, 7.8, 7}, within(1e-12));
  }

  @Test
  void withLambdaOneItIsTheReturnMinusTheValue() {
    double last = 1 + 0.9 * (2 + 0.9 * (3 + 0.9 * (4 + 0.9 * 10)));
    assertThat(advantages(10, 0.9, 1)[0]).isCloseTo(last - 0.5, within(1e-12));
  }

  @Test
  void withLambdaZeroItIsTheOneStepError() {
    assertThat(advantages(0, 0.9, 0))
        .containsExactly(
            new double[] {1 + 0.9 * 1.5 - 0.5, 2 - 0.9 - 1.5, 3 + 0.9 * 2 + 1, 4 - 2},
            within(1e-12));
  }

  @Test
  void withoutACriticItIsTheDiscountedReturnWhateverLambdaIs() {
    Trajectory trajectory = new Trajectory(0, 0, 0);
    for (int i = 0; i < 4; i++) {
      trajectory.add(new float[1], new float[1], new float[2], VALUES[i], REWARDS[i]);
    }
    trajectory.setLastValue(10);
    double[] advantages =
        AdvantageBatch.of(
                List.of(trajectory),
                new AdvantageBatch.Estimator(0.9, 0.5, false, true),
                new Categorical(2))
            .advantages();
    double last = 1 + 0.9 * (2 + 0.9 * (3 + 0.9 * (4 + 0.9 * 10)));
    assertThat(advantages[0]).isCloseTo(last, within(1e-12));
  }

  private static double[] advantages(double last, double gamma, double lambda) {
    double[] advantages = new double[4];
    Gae.advantages(REWARDS, VALUES, 4, last, gamma, lambda, advantages);
    return advantages;
  }
}
