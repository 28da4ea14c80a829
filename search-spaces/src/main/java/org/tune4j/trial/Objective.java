package org.tune4j.trial;

import org.jspecify.annotations.Nullable;

/**
 * What a sweep optimises.
 *
 * @param metric a metric's name, such as {@code episode_reward_mean} or {@code info/learner/loss}
 * @param mode whether more or less of it is better
 */
public record Objective(String metric, Mode mode) {

  /** Whether more or less is better. */
  public enum Mode {
    MIN,
    MAX
  }

  /** Whether {@code value} beats {@code best}; everything beats {@code null}, NaN beats nothing. */
  public boolean isBetter(double value, @Nullable Double best) {
    if (Double.isNaN(value)) {
      return false;
    }
    return best == null || (mode == Mode.MAX ? value > best : value < best);
  }

  /** A value so that less is better, never -0.0; of that, the value again. */
  public double signed(double value) {
    return mode == Mode.MAX ? 0.0 - value : value + 0.0;
  }
}
