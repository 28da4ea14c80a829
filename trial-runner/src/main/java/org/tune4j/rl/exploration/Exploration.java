package org.tune4j.rl.exploration;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * How an agent chooses actions while it learns. These are immutable: what changes over time is a
 * function of the environment steps so far, and the random stream belongs to the caller.
 */
public sealed interface Exploration
    permits EpsilonGreedy, SoftQ, StochasticSampling, UniformRandom {

  /**
   * Chooses an action.
   *
   * @param distribution what the outputs mean
   * @param outputs one row of the network's logits or Q-values
   * @param step environment steps before this one, in the whole trial
   * @param action where the action goes
   */
  void choose(
      Distribution distribution,
      float[] outputs,
      long step,
      RandomGenerator random,
      float[] action);

  /** What there is to report; a number that changes over time. */
  default double level(long step) {
    return 0;
  }

  /**
   * From a resolved {@code exploration_config}.
   *
   * @throws InvalidInputException when a key does not belong to its {@code type}
   */
  static Exploration of(Config config) {
    String type = config.getString("type");
    return switch (type) {
      case "EpsilonGreedy" -> {
        check(
            config,
            type,
            "initial_epsilon",
            "final_epsilon",
            "epsilon_timesteps",
            "epsilon_schedule");
        yield EpsilonGreedy.of(config);
      }
      case "SoftQ" -> {
        check(config, type, "temperature");
        yield new SoftQ(config.getDouble("temperature", 1));
      }
      case "StochasticSampling" -> {
        check(config, type, "random_timesteps");
        yield new StochasticSampling((long) config.getDouble("random_timesteps", 0));
      }
      case "Random" -> {
        check(config, type);
        yield new UniformRandom();
      }
      default ->
          throw new IllegalArgumentException("exploration_config.type: " + type + ": is not known");
    };
  }

  private static void check(Config config, String type, String... allowed) {
    SortedSet<String> known = new TreeSet<>(java.util.List.of(allowed));
    known.add("type");
    for (String key : config.asMap().keySet()) {
      if (!known.contains(key)) {
        throw new InvalidInputException(
            new Problem(
                String.format(Locale.ROOT, "exploration_config.%s: %s has no such key", key, type),
                null,
                Problems.useNearest(key, known)));
      }
    }
  }
}
