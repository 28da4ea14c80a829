package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

class BreakoutTest {
  private static final int EPISODES = 20_000;

  /** Between two rows of bricks, with a gap in the middle one. */
  @Test
  void aBrickRightAfterAnotherIsFlownThrough() {
    int[] bricks = new int[100];
    Arrays.fill(bricks, 10, 20, 1);
    Arrays.fill(bricks, 30, 40, 1);
    Breakout breakout = new Breakout(3, 0, 10_000);
    breakout.restore(state(bricks, new int[] {0, 2, 2, 1, 1, 1, 1, 0}), new SavedRandom(1, "t", 0));

    Step breaks = breakout.step(new float[] {0});
    assertThat(breaks.reward()).isEqualTo(1);
    assertThat(at(breaks, 2, 3, 1)).as("the ball stays in its row").isEqualTo(1);
    Breakout restored = new Breakout(3, 0, 10_000);
    restored.restore(StateReader.of(StateWriter.bytes(breakout::save)), new SavedRandom(1, "t", 0));
    for (Breakout either : List.of(breakout, restored)) {
      Step through = either.step(new float[] {0});
      assertThat(through.reward()).isZero();
      assertThat(at(through, 1, 4, 1)).as("ball").isEqualTo(1);
      assertThat(at(through, 1, 4, 3)).as("brick").isEqualTo(1);
    }
    assertThat(breakout.step(new float[] {0}).reward()).as("row 0 is empty").isZero();
    breakout.step(new float[] {0});
    assertThat(breakout.step(new float[] {0}).reward()).as("down from the wall").isEqualTo(1);
  }

  private static StateReader state(int[] bricks, int[] rest) {
    return StateReader.of(
        StateWriter.bytes(
            out -> {
              out.put("bricks", bricks);
              out.put("breakout", rest);
              out.put("struck", false);
            }));
  }

  private static float at(Step step, int row, int column, int channel) {
    return step.observation()[(row * 10 + column) * 4 + channel];
  }

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
