package org.tune4j.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;

/**
 * One tree of a random forest (Breiman, "Random forests", 2001): splits where the squares of the
 * deviations become least, among parameters that chance leaves open at each node.
 */
final class RegressionTree {
  private static final int LEAST_IN_LEAF = 3;
  private static final int MOST_DEPTH = 64;

  /** The part of the parameters that a node may split at. */
  private static final double OPEN = 5.0 / 6;

  private final ParameterSpace space;
  private final double[][] points;
  private final double[] values;
  private final RandomGenerator random;
  private final List<Leaf> leaves = new ArrayList<>();

  private RegressionTree(
      ParameterSpace space, double[][] points, double[] values, RandomGenerator random) {
    this.space = space;
    this.points = points;
    this.values = values;
    this.random = random;
  }

  /**
   * The leaves of a tree.
   *
   * @param points none of their values is {@code NaN}
   * @param values of the points; finite
   */
  static List<Leaf> leaves(
      ParameterSpace space, double[][] points, double[] values, RandomGenerator random) {
    RegressionTree tree = new RegressionTree(space, points, values, random);
    Integer[] all = new Integer[points.length];
    Arrays.setAll(all, i -> i);
    tree.grow(all, Leaf.all(space), 0);
    return tree.leaves;
  }

  /**
   * Where to split.
   *
   * @param order of the members; the first {@code count} go to one side
   * @param gain how much the sum of the squared means grows
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  private record Split(int parameter, Integer[] order, int count, double gain) {}

  private void grow(Integer[] members, Leaf box, int depth) {
    @Nullable Split best = null;
    for (int parameter = 0; parameter < space.size() && depth < MOST_DEPTH; parameter++) {
      if (Chance.uniform(random) < OPEN && members.length >= 2 * LEAST_IN_LEAF) {
        Split split = split(members, parameter);
        best = split != null && (best == null || split.gain > best.gain) ? split : best;
      }
    }
    if (best == null) {
      double mean = Arrays.stream(members).mapToDouble(i -> values[i]).average().orElse(0);
      leaves.add(box.withValue(mean));
      return;
    }
    Integer[] one = Arrays.copyOf(best.order, best.count);
    Integer[] two = Arrays.copyOfRange(best.order, best.count, best.order.length);
    Range range = space.parameters().get(best.parameter).range();
    if (range.isOrdered()) {
      double threshold =
          threshold(
              range, points[one[one.length - 1]][best.parameter], points[two[0]][best.parameter]);
      grow(one, box.cut(best.parameter, threshold, true), depth + 1);
      grow(two, box.cut(best.parameter, threshold, false), depth + 1);
    } else {
      BitSet items = items(one, best.parameter);
      BitSet others = (BitSet) box.items().get(best.parameter).clone();
      others.andNot(items); // with those that no member has
      grow(one, box.cut(best.parameter, items), depth + 1);
      grow(two, box.cut(best.parameter, others), depth + 1);
    }
  }

  private BitSet items(Integer[] members, int parameter) {
    BitSet items = new BitSet();
    for (int i : members) {
      items.set((int) points[i][parameter]);
    }
    return items;
  }

  /** The best split of members by a parameter; {@code null} when there is none. */
  private @Nullable Split split(Integer[] members, int parameter) {
    double[] keys = keys(members, parameter);
    Integer[] order = members.clone();
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> keys[i]).thenComparing(i -> i));
    double sum = 0;
    for (int i : order) {
      sum += values[i];
    }
    int n = order.length;
    double most = sum * sum / n * (1 + 1e-12);
    int count = 0;
    double below = 0;
    for (int i = 1; i <= n - LEAST_IN_LEAF; i++) {
      below += values[order[i - 1]];
      if (i >= LEAST_IN_LEAF && keys[order[i - 1]] != keys[order[i]]) {
        double gain = below * below / i + (sum - below) * (sum - below) / (n - i);
        if (gain > most) {
          most = gain;
          count = i;
        }
      }
    }
    return count == 0 ? null : new Split(parameter, order, count, most);
  }

  /** By what members are sorted: items without order by the mean of their values. */
  private double[] keys(Integer[] members, int parameter) {
    double[] keys = new double[points.length];
    Range range = space.parameters().get(parameter).range();
    if (range.isOrdered()) {
      for (int i : members) {
        keys[i] = points[i][parameter];
      }
      return keys;
    }
    double[] sums = new double[(int) range.count()];
    int[] counts = new int[sums.length];
    for (int i : members) {
      sums[(int) points[i][parameter]] += values[i];
      counts[(int) points[i][parameter]]++;
    }
    for (int i : members) {
      int item = (int) points[i][parameter];
      keys[i] = sums[item] / counts[item];
    }
    return keys;
  }

  /** The place between two values at which one gives way to the other. */
  private static double threshold(Range range, double below, double above) {
    double low = range.unit(below);
    double high = range.unit(above);
    if (range.count() == 0) {
      return (low + high) / 2;
    }
    double middle = below / 2 + above / 2;
    for (int i = 0; i < 50; i++) {
      double unit = (low + high) / 2;
      if (range.at(unit) <= middle) {
        low = unit;
      } else {
        high = unit;
      }
    }
    return high;
  }
}
