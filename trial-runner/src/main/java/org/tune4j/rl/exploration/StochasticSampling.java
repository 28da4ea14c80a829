package org.tune4j.rl.exploration;

import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Distribution;

/**
 * Draws from the policy's own distribution.
 *
 * @param randomSteps how many environment steps at the beginning are drawn uniformly instead
 */
public record StochasticSampling(long randomSteps) implements Exploration {
  @Override
  public void choose(
      Distribution distribution,
      float[] outputs,
      long step,
      int environment,
      RandomGenerator random,
      float[] action) {
    if (step < randomSteps) {
      distribution.uniform(outputs, random, action);
    } else {
      distribution.sample(outputs, random, action);
    }
  }
}
