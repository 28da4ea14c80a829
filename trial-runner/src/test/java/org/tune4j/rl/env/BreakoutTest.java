package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.rl.state.SavedRandom;

class BreakoutTest {
  private static final int EPISODES = 20_000;

  /**
   * MinAtar itself, measured: a random agent with six actions earns 0.502 (standard error 0.016) in
   * 11.1 steps, one with three 0.393 (0.015) in 10.0.
   */
  @ParameterizedTest
  @CsvSource({"3, 0.393, 0.015, 10.0", "6, 0.502, 0.016, 11.1"})
  void randomPlayEarnsWhatItDoesInMinAtar(
      int actions, double expected, double error, double length) {
    RandomGenerator random = new SavedRandom(1, "test", 0);
    RandomGenerator choice = new SavedRandom(2, "test", 0);
    Breakout breakout = new Breakout(actions, 0.1, 10_000);
    double earned = 0;
    long steps = 0;
    for (int i = 0; i < EPISODES; i++) {
      breakout.reset(random);
      Step step;
      do {
        step = breakout.step(new float[] {choice.nextInt(actions)});
        earned += step.reward();
        steps++;
      } while (!step.terminated());
    }
    assertThat(earned / EPISODES).isCloseTo(expected, within(3 * error));
    assertThat((double) steps / EPISODES).isCloseTo(length, within(0.4));
  }
}
