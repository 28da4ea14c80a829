package org.tune4j.rl.exploration;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.space.Config;

/**
 * The best action, but with probability epsilon one drawn uniformly from the possible ones.
 *
 * @param epsilon the probability
 */
public record EpsilonGreedy(Schedule epsilon) implements Exploration {
  static final List<String> KEYS =
      List.of(
          "initial_epsilon",
          "final_epsilon",
          "warmup_timesteps",
          "epsilon_timesteps",
          "epsilon_schedule");

  static EpsilonGreedy of(Config config, Context context) {
    Bounds.requireDiscrete(context.actions(), "EpsilonGreedy");
    return new EpsilonGreedy(schedule(config));
  }

  static EpsilonGreedy perWorker(Config config, Context context) {
    Bounds.requireDiscrete(context.actions(), "PerWorkerEpsilonGreedy");
    return new EpsilonGreedy(PerWorker.epsilon(context, schedule(config)));
  }

  private static Schedule schedule(Config config) {
    if (config.get("epsilon_schedule") != null) {
      return Schedule.parse(config.get("epsilon_schedule"), 0);
    }
    long warm = (long) config.getDouble("warmup_timesteps", 0);
    long steps = (long) config.getDouble("epsilon_timesteps", 100_000);
    return Schedule.after(
        warm,
        config.getDouble("initial_epsilon", 1),
        config.getDouble("final_epsilon", 0.05),
        steps);
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
