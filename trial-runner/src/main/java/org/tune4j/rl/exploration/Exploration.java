package org.tune4j.rl.exploration;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * How one worker chooses actions while it learns. The random stream belongs to the caller. Not
 * thread-safe.
 */
public interface Exploration {

  /**
   * Who explores.
   *
   * @param actions what the policy's actions are, after normalisation
   * @param environments how many environments the worker has
   * @param worker its number: 0 for the trial's own, from 1 for the others
   * @param workers how many others there are
   */
  record Context(Space actions, int environments, int worker, int workers) {}

  /**
   * Chooses an action.
   *
   * @param distribution what the outputs mean
   * @param outputs one row of the policy's outputs
   * @param step environment steps before this one, in the whole trial
   * @param environment which of the worker's environments
   * @param action where the action goes
   */
  void choose(
      Distribution distribution,
      float[] outputs,
      long step,
      int environment,
      RandomGenerator random,
      float[] action);

  /**
   * Who acts from now on, asked before each sampling: the policy itself, or one that was made of
   * it.
   *
   * @param parameters the policy's, not to be changed
   */
  default Policy acting(Policy policy, float[] parameters, RandomGenerator random) {
    return policy;
  }

  /** An episode begins in an environment. */
  default void begin(int environment) {}

  /** What there is to report; a number that changes over time. */
  default double level(long step) {
    return 0;
  }

  default void save(StateWriter out) {}

  default void restore(StateReader in) {}

  /**
   * From a resolved {@code exploration_config}.
   *
   * @throws InvalidInputException when a key does not belong to its {@code type}
   */
  static Exploration of(Config config, Context context) {
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
