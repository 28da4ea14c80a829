package org.tune4j.rl.exploration;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.space.Config;

/**
 * Draws from the policy's own distribution.
 *
 * @param randomSteps how many environment steps at the beginning are drawn uniformly instead
 */
public record StochasticSampling(long randomSteps) implements Exploration {
  static final List<String> KEYS = List.of("random_timesteps");

  static StochasticSampling of(Config config, Context context) {
    return new StochasticSampling((long) config.getDouble("random_timesteps", 0));
  }

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
