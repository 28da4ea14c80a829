package org.tune4j.search;

/**
 * What came of a trial, so that less is better.
 *
 * @param value one number for all of it; {@code NaN} when there is none
 * @param values of each objective; empty when there are none
 * @param violation how far it is out of bounds; 0 when it keeps to them
 */
@SuppressWarnings("ArrayRecordComponent") // there are many
public record Score(double value, double[] values, double violation) {
  /** Nothing has come of it yet. */
  public static final Score NONE = new Score(Double.NaN, new double[0], 0);

  /** The least value of what breaks a bound: worse than whatever any sweep would measure. */
  public static final double INFEASIBLE = 1e30;

  /** Of a single objective. */
  public static Score of(double value) {
    return new Score(value, new double[] {value}, 0);
  }

  /** Of several objectives, or with bounds. */
  public static Score of(double[] values, double violation) {
    double value = violation > 0 ? INFEASIBLE * (1 + Math.min(violation, INFEASIBLE)) : values[0];
    return new Score(value, values, violation);
  }
}
