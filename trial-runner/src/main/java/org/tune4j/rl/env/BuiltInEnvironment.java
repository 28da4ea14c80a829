package org.tune4j.rl.env;

import org.tune4j.rl.space.Space;

/** What never changes about one of tune4j's own environments. */
abstract class BuiltInEnvironment implements SaveableEnvironment {
  /** A step limit that no episode reaches. */
  static final int NO_LIMIT = Integer.MAX_VALUE;

  /** A threshold where nobody set one. */
  static final double NO_THRESHOLD = Double.NaN;

  /**
   * The spaces, and when an episode and the task are done with.
   *
   * @param threshold see {@link Environment#rewardThreshold()}
   */
  record Spec(Space observations, Space actions, int stepLimit, double threshold) {}

  private final Spec spec;

  BuiltInEnvironment(Spec spec) {
    this.spec = spec;
  }

  @Override
  public final Space observationSpace() {
    return spec.observations;
  }

  @Override
  public final Space actionSpace() {
    return spec.actions;
  }

  @Override
  public final int stepLimit() {
    return spec.stepLimit;
  }

  @Override
  public final double rewardThreshold() {
    return spec.threshold;
  }
}
