package org.tune4j.rl.exploration;

import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.space.Config;

/**
 * The best action, but with probability epsilon one drawn uniformly from the possible ones.
 *
 * @param epsilon the probability
 */
public record EpsilonGreedy(Schedule epsilon) implements Exploration {
  static EpsilonGreedy of(Config config) {
    Schedule line =
        new Schedule.Linear(
            config.getDouble("initial_epsilon", 1),
            config.getDouble("final_epsilon", 0.05),
            (long) config.getDouble("epsilon_timesteps", 100_000));
    return new EpsilonGreedy(
        config.get("epsilon_schedule") == null
            ? line
            : Schedule.parse(config.get("epsilon_schedule"), 0));
  }

  @Override
  public void choose(
      Distribution distribution,
      float[] outputs,
      long step,
      int environment,
      RandomGenerator random,
      float[] action) {
    if (random.nextDouble() < epsilon.at(step)) {
      distribution.uniform(outputs, random, action);
    } else {
      distribution.mode(outputs, action);
    }
  }

  @Override
  public double level(long step) {
    return epsilon.at(step);
  }
}
