package org.tune4j.search;

/**
 * What is known of one trial.
 *
 * @param number the trial's number
 * @param point its point of the {@link org.tune4j.space.ParameterSpace}; not to be changed
 * @param state how it stands
 * @param score what came of it so far
 * @param levels its value when it reached each of {@link Algorithm#levels}; {@code NaN} where it
 *     has not been yet
 * @param iteration its last training_iteration; 0 before the first result
 */
@SuppressWarnings("ArrayRecordComponent") // points are arrays, and there are many
public record Observation(
    int number, double[] point, State state, Score score, double[] levels, int iteration) {
  private static final double[] NO_LEVELS = {};

  /** How a trial stands. */
  public enum State {
    /** Proposed, and not ended yet. */
    RUNNING,
    /** Ended well, or stopped early: what it reached counts. */
    DONE,
    /** Ended by an error. */
    FAILED
  }

  /** One of a single objective. */
  public Observation(int number, double[] point, State state, double value, int iteration) {
    this(number, point, state, Score.of(value), NO_LEVELS, iteration);
  }

  /**
   * What is to be made small: the best of its results so far. One that breaks a bound is worse than
   * all that keep to theirs; of several objectives this is the first. {@code NaN} when there is
   * none.
   */
  public double value() {
    return score.value();
  }

  /** Ended well, with a value that can be compared. */
  public boolean counts() {
    return state == State.DONE && !Double.isNaN(score.value());
  }
}
