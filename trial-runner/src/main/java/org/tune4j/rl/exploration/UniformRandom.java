package org.tune4j.rl.exploration;

import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Distribution;

/** Always uniform; {@code Random} in a sweep. */
public record UniformRandom() implements Exploration {
  @Override
  public void choose(
      Distribution distribution,
      float[] outputs,
      long step,
      int environment,
      RandomGenerator random,
      float[] action) {
    distribution.uniform(outputs, random, action);
  }
}
