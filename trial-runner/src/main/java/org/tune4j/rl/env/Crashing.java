package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.state.StateReader;

/** Throws now and then: a test of whether a sweep survives. */
final class Crashing extends Wrapper {
  private final double perStep;
  private final double perReset;
  private @Nullable RandomGenerator fate;

  /**
   * @param perStep the probability that a step throws
   * @param perReset the probability that a reset throws
   */
  Crashing(SaveableEnvironment inner, double perStep, double perReset) {
    super(inner);
    this.perStep = perStep;
    this.perReset = perReset;
  }

  @Override
  public float[] reset(RandomGenerator random) {
    fate = random;
    crash(perReset, "reset");
    return inner.reset(random);
  }

  @Override
  public Step step(float[] action) {
    crash(perStep, "step");
    return inner.step(action);
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    super.restore(in, random);
    fate = random;
  }

  private void crash(double probability, String where) {
    if (fate != null && probability > 0 && fate.nextDouble() < probability) {
      throw new IllegalStateException("env: crashed in " + where + ", as its env_config asks for");
    }
  }
}
