package org.tune4j.space;

import java.util.List;

/**
 * What a parameter may be, as one {@code double}: a number itself, or the number of an item, from
 * 0. Maps it to the unit interval and back.
 *
 * <p>On the interval a real number lies as it is distributed: logarithmic ones by their logarithm.
 * What has steps (whole numbers, a quantum, items) gets a cell of the interval for each value, and
 * {@link #unit} gives the middle of that cell, but 0 for the first value and 1 for the last.
 */
public sealed interface Range {

  /** The value at a place in [0, 1]: the least at 0, the greatest at 1. */
  double at(double unit);

  /** The place of a value. {@code at(unit(value))} is the value, to 14 digits for real numbers. */
  double unit(double value);

  /** How many values there are; 0 when they cannot be counted. */
  long count();

  /** Whether values that lie close on the interval are alike. */
  boolean isOrdered();

  /**
   * A range of numbers.
   *
   * @param domain how they are distributed
   */
  record Numbers(Domain.Numeric domain) implements Range {
    @Override
    public double at(double unit) {
      return Scales.at(domain, unit);
    }

    @Override
    public double unit(double value) {
      return Scales.unit(domain, value);
    }

    @Override
    public long count() {
      return Scales.count(domain);
    }

    @Override
    public boolean isOrdered() {
      return true;
    }
  }

  /**
   * One of several items.
   *
   * @param weights how likely each is; they add up to 1
   * @param isOrdered whether items that stand side by side are alike
   */
  record Items(List<Double> weights, boolean isOrdered) implements Range {
    public Items {
      weights = List.copyOf(weights);
    }

    /** As likely as each other. */
    public static Items equal(int count, boolean isOrdered) {
      return new Items(java.util.Collections.nCopies(count, 1.0 / count), isOrdered);
    }

    @Override
    public double at(double unit) {
      double sum = 0;
      for (int item = 0; item < weights.size() - 1; item++) {
        sum += weights.get(item);
        if (unit < sum) {
          return item;
        }
      }
      return weights.size() - 1;
    }

    @Override
    public double unit(double value) {
      int item = (int) value;
      if (item == 0) {
        return 0;
      }
      if (item == weights.size() - 1) {
        return 1;
      }
      double sum = 0;
      for (int before = 0; before < item; before++) {
        sum += weights.get(before);
      }
      return sum + weights.get(item) / 2;
    }

    @Override
    public long count() {
      return weights.size();
    }
  }
}
