package org.tune4j.rl.exploration;

import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

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
   * From a resolved {@code exploration_config}. A {@code type} with a dot is the name of a public
   * class with a public constructor (Config, Exploration.Context); it gets {@code custom_config}.
   *
   * @throws InvalidInputException when a key does not belong to its {@code type}, or the type does
   *     not fit the actions
   */
  static Exploration of(Config config, Context context) {
    return Explorations.of("exploration_config", config, context);
  }

  /** The names of all types, sorted. */
  static SortedSet<String> types() {
    return Explorations.types();
  }
}
