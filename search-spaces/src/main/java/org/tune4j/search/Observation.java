package org.tune4j.search;

import java.util.Arrays;

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

  /** One that was just proposed. */
  static Observation proposed(int number, double[] point, int[] levels) {
    double[] none = new double[levels.length];
    Arrays.fill(none, Double.NaN);
    return new Observation(number, point, State.RUNNING, Score.NONE, none, 0);
  }

  /**
   * With another result.
   *
   * @param wanted the iterations at which values are kept
   */
  Observation reported(int[] wanted, Score newScore, int newIteration) {
    double[] reached = levels;
    for (int i = 0; i < wanted.length && wanted[i] <= newIteration; i++) {
      if (Double.isNaN(reached[i])) {
        reached = reached == levels ? reached.clone() : reached;
        reached[i] = newScore.value();
      }
    }
    return new Observation(number, point, state, newScore, reached, newIteration);
  }

  /** At its end. */
  Observation ended(State how, Score lastScore) {
    return new Observation(number, point, how, lastScore, levels, iteration);
  }

  /**
   * Whether it breaks no bound, as far as is known. Values of those that do are for comparing: how
   * far one lies from another says nothing.
   */
  public boolean isFeasible() {
    return score.violation() == 0;
  }

  /** Ended well, with a value that can be compared. */
  public boolean counts() {
    return state == State.DONE && !Double.isNaN(score.value());
  }
}
