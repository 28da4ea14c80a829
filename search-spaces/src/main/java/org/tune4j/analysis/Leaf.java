package org.tune4j.analysis;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.tune4j.space.Parameter;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;

/**
 * A box of the unit cube in which a tree gives the same value.
 *
 * @param low the bounds of each parameter
 * @param high the same
 * @param items of each parameter without order, instead of bounds; {@code null} of the others
 * @param value what the tree gives
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Leaf(double[] low, double[] high, List<BitSet> items, double value) {
  private static final BitSet NO_ITEMS = new BitSet(0);

  /** All of a space. */
  static Leaf all(ParameterSpace space) {
    double[] low = new double[space.size()];
    double[] high = new double[space.size()];
    Arrays.fill(high, 1);
    List<BitSet> items = space.parameters().stream().map(Leaf::items).toList();
    return new Leaf(low, high, items, 0);
  }

  private static BitSet items(Parameter parameter) {
    if (parameter.range().isOrdered()) {
      return NO_ITEMS;
    }
    BitSet items = new BitSet();
    items.set(0, (int) parameter.range().count());
    return items;
  }

  /** The part of it that lies on one side of a threshold. */
  Leaf cut(int parameter, double threshold, boolean isBelow) {
    double[] newLow = low.clone();
    double[] newHigh = high.clone();
    if (isBelow) {
      newHigh[parameter] = threshold;
    } else {
      newLow[parameter] = threshold;
    }
    return new Leaf(newLow, newHigh, items, value);
  }

  /** The part of it that has one of some items. */
  Leaf cut(int parameter, BitSet wanted) {
    BitSet left = (BitSet) items.get(parameter).clone();
    left.and(wanted);
    BitSet[] all = items.toArray(BitSet[]::new);
    all[parameter] = left;
    return new Leaf(low, high, List.of(all), value);
  }

  Leaf withValue(double newValue) {
    return new Leaf(low, high, items, newValue);
  }

  /** How likely a parameter lies in it. */
  double measure(int parameter, Range range) {
    if (range.isOrdered()) {
      return high[parameter] - low[parameter];
    }
    List<Double> weights = ((Range.Items) range).weights();
    return items.get(parameter).stream().mapToDouble(weights::get).sum();
  }
}
