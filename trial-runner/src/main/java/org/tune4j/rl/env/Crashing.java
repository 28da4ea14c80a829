package org.tune4j.rl.env;

import java.util.random.RandomGenerator;

/** Throws now and then: a test of whether a sweep survives. */
final class Crashing extends Wrapper {
  private final double perStep;
  private final double perReset;
  private final RandomGenerator fate;

  /**
   * @param perStep the probability that a step throws
   * @param perReset the probability that a reset throws
   * @param fate what decides; not the stream of the episode, which a restored trial goes on with:
   *     it would crash in the same step for ever
   */
  Crashing(SaveableEnvironment inner, double perStep, double perReset, RandomGenerator fate) {
    super(inner);
    this.perStep = perStep;
    this.perReset = perReset;
    this.fate = fate;
  }

  @Override
  public float[] reset(RandomGenerator random) {
    crash(perReset, "reset");
    return inner.reset(random);
  }

  @Override
  public Step step(float[] action) {
    crash(perStep, "step");
    return inner.step(action);
  }

  private void crash(double probability, String where) {
    if (probability > 0 && fate.nextDouble() < probability) {
      throw new IllegalStateException("env: crashed in " + where + ", as its env_config asks for");
    }
  }
}
