package org.tune4j.trial;

import org.jspecify.annotations.Nullable;

/**
 * What a metric must keep to.
 *
 * @param min the least that is allowed; {@code null} for no such bound
 * @param max the most that is allowed; {@code null} for no such bound
 */
public record Bounds(@Nullable Double min, @Nullable Double max) {

  /**
   * How far a value is out of bounds, in terms of the bound (of 1 when that is less); 0 when it
   * keeps to them.
   */
  public double violation(double value) {
    double below = min == null ? 0 : Math.max(0, (min - value) / Math.max(1, Math.abs(min)));
    double above = max == null ? 0 : Math.max(0, (value - max) / Math.max(1, Math.abs(max)));
    return Math.max(below, above);
  }
}
