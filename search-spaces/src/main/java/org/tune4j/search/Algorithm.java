package org.tune4j.search;

import org.jspecify.annotations.Nullable;

/**
 * A search algorithm over a {@link org.tune4j.space.ParameterSpace}. It minimises, knows nothing of
 * trials but their points and values, and never waits for all of a generation.
 *
 * <p>A suggestion follows from the space, the seed, the number, the try and the history; what an
 * algorithm keeps for itself must follow from these, too.
 */
public interface Algorithm {

  /**
   * A point for a trial.
   *
   * @param number of the trial, from 0 upwards, each in turn
   * @param retry 0 at first; 1, 2, ... when the point of the try before cannot be taken, because a
   *     constraint forbids it or another trial has it already
   * @param history what is known; the trials that run now are in it
   * @return a new array; {@code null} for "not before something has ended"
   */
  double @Nullable [] suggest(int number, int retry, History history);

  /**
   * The training iterations, rising, at which it wants to know each trial's value: what lets a
   * search learn from trials that were stopped early.
   */
  default int[] levels() {
    return new int[0];
  }

  /**
   * Whether its suggestions depend on what it is told. If not, its history stays empty, and a
   * search of any length needs the same memory.
   */
  default boolean learns() {
    return true;
  }

  /** What its user should know of how it searches, a sentence; empty for nothing. */
  default String note() {
    return "";
  }
}
