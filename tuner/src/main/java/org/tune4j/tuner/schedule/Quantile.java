package org.tune4j.tuner.schedule;

/**
 * A quantile of numbers that come one after the other, between two of them by straight line (as
 * NumPy's {@code percentile} does): a number is added in logarithmic time, and takes 8 bytes.
 */
final class Quantile {
  private final double share;

  /** Those up to the quantile, negated. */
  private final DoubleHeap below = new DoubleHeap();

  private final DoubleHeap above = new DoubleHeap();

  /**
   * @param share from 0, the least, to 1, the greatest
   */
  Quantile(double share) {
    this.share = share;
  }

  int size() {
    return below.size() + above.size();
  }

  /**
   * @param value finite
   */
  void add(double value) {
    if (below.size() > 0 && value <= -below.peek()) {
      below.add(-value);
    } else {
      above.add(value);
    }
    int wanted = (int) rank() + 1;
    while (below.size() < wanted) {
      below.add(-above.poll());
    }
    while (below.size() > wanted) {
      above.add(-below.poll());
    }
  }

  /** The quantile of at least one number. */
  double value() {
    return value(Double.POSITIVE_INFINITY);
  }

  /**
   * The same; where it lies between a number below that and one that is not, the former: there is
   * no line between them.
   */
  double value(double end) {
    double low = -below.peek();
    double part = rank() - (below.size() - 1);
    return above.size() == 0 || (low < end && above.peek() >= end)
        ? low
        : Math.min(low + part * (above.peek() - low), above.peek()); // equal numbers stay equal
  }

  /** Where the quantile lies among all, the least being at 0. */
  private double rank() {
    return (size() - 1) * share;
  }
}
