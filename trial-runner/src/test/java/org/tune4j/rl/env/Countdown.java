package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.space.Config;

/**
 * Counts up from 0 and ends at a number; cannot be saved. The reward is the number before the step.
 */
public final class Countdown implements Environment {
  private final int end;
  private int at;

  public Countdown(Config config) {
    end = (int) config.getLong("end", 3);
    if (end < 1) {
      throw new IllegalArgumentException("end must be at least 1 (" + end + ")");
    }
  }

  @Override
  public Space observationSpace() {
    return Box.symmetric(1000);
  }

  @Override
  public Space actionSpace() {
    return new Discrete(2);
  }

  @Override
  public float[] reset(RandomGenerator random) {
    at = 0;
    return new float[] {0};
  }

  @Override
  public Step step(float[] action) {
    at++;
    return new Step(new float[] {at}, at - 1, at == end, false);
  }
}
