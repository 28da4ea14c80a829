package org.tune4j.search;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one trial.
 *
 * @param number the trial's number
 * @param point its point of the {@link org.tune4j.space.ParameterSpace}; not to be changed
 * @param state how it stands
 * @param value the objective, so that less is better: the best of its results so far; {@code NaN}
 *     when there is none
 * @param iteration its last training_iteration; 0 before the first result
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
public record Observation(int number, double[] point, State state, double value, int iteration) {

  /** How a trial stands. */
  public enum State {
    /** Proposed, and not ended yet. */
    RUNNING,
    /** Ended well. */
    DONE,
    /** Ended by an error. */
    FAILED
  }

  /** One that was just proposed. */
  static Observation proposed(int number, double[] point) {
    return new Observation(number, point, State.RUNNING, Double.NaN, 0);
  }

  Observation at(State newState, @Nullable Double newValue, int newIteration) {
    return new Observation(
        number, point, newState, newValue == null ? Double.NaN : newValue, newIteration);
  }

  /** Ended well, with a value that can be compared. */
  public boolean counts() {
    return state == State.DONE && !Double.isNaN(value);
  }
}
