package org.tune4j.rl.algorithm;

import java.util.Map;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * What learns. An algorithm is made for one trial, from its config and a {@link Training} that
 * samples and counts; {@link AlgorithmTrainable} makes a trainable of it. Not thread-safe.
 */
public interface Algorithm {
  /**
   * Samples a little and learns a little.
   *
   * @throws DivergedException when a loss is no number any more
   */
  void round();

  /** The model of what acts: saved beside the state, as DL4J's own file. */
  Model model();

  /**
   * Metrics of the last learning, for {@code info/learner/default_policy/learner_stats}; finite
   * numbers.
   */
  Map<String, Object> learnerStats();

  /** Whether it learns also from steps that another policy made, so from {@code input}. */
  default boolean learnsFromRecorded() {
    return false;
  }

  /** Adds counters of its own to the result's {@code info}. */
  default void report(Map<String, Object> info) {}

  /** Writes everything that is not in the {@link Training}. */
  void save(StateWriter out);

  /**
   * Goes on with what was saved.
   *
   * @param fresh which of the trial's environments had to begin a new episode
   */
  void restore(StateReader in, boolean[] fresh);
}
