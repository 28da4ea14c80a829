package org.tune4j.tuner.stop;

import java.util.Collection;

/** How far values lie apart. */
final class Spread {
  private Spread() {}

  /**
   * The population standard deviation, in two passes, so that large values do not drown it.
   *
   * @param values at least one
   */
  static double std(Collection<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value / values.size(); // a sum of huge values would not be finite
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - sum) * (value - sum) / values.size();
    }
    return Math.sqrt(squares);
  }
}
