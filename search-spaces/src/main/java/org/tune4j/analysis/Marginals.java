package org.tune4j.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;

/**
 * How the variance of a tree over the whole space divides among parameters, exactly (Hutter, Hoos
 * and Leyton-Brown, "An efficient approach for assessing hyperparameter importance", 2014,
 * algorithm 2): a marginal is a step function, and each leaf adds its value to the steps that it
 * reaches, as much as its box takes of all other parameters.
 */
final class Marginals {
  private final ParameterSpace space;
  private final List<Leaf> leaves;
  private final double[][] measures; // of each leaf and parameter
  private final double[][] widths; // of the steps of each parameter
  private final int[][][] reached; // steps of each leaf and parameter
  private final double mean;
  private final double variance;
  private final double[] single;

  /** Those of a tree. */
  Marginals(ParameterSpace space, List<Leaf> leaves) {
    this.space = space;
    this.leaves = leaves;
    int parameters = space.size();
    this.measures = new double[leaves.size()][parameters];
    this.widths = new double[parameters][];
    this.reached = new int[leaves.size()][parameters][];
    for (int i = 0; i < parameters; i++) {
      Range range = space.parameters().get(i).range();
      for (int leaf = 0; leaf < leaves.size(); leaf++) {
        measures[leaf][i] = leaves.get(leaf).measure(i, range);
      }
      step(i, range);
    }
    double sum = 0;
    double squares = 0;
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      double value = leaves.get(leaf).value();
      sum += rest(leaf, -1, -1) * value;
      squares += rest(leaf, -1, -1) * value * value;
    }
    this.mean = sum;
    this.variance = Math.max(0, squares - sum * sum);
    this.single = new double[parameters];
    Arrays.setAll(single, this::ofOne);
  }

  /** The variance of the tree. */
  double variance() {
    return variance;
  }

  /** What is due to one parameter alone. */
  double single(int parameter) {
    return single[parameter];
  }

  private void step(int parameter, Range range) {
    if (!range.isOrdered()) {
      widths[parameter] =
          ((Range.Items) range).weights().stream().mapToDouble(Double::doubleValue).toArray();
      for (int leaf = 0; leaf < leaves.size(); leaf++) {
        reached[leaf][parameter] = leaves.get(leaf).items().get(parameter).stream().toArray();
      }
      return;
    }
    double[] bounds =
        leaves.stream()
            .flatMapToDouble(l -> DoubleStream.of(l.low()[parameter], l.high()[parameter]))
            .sorted()
            .distinct()
            .toArray();
    widths[parameter] = new double[bounds.length - 1];
    Arrays.setAll(widths[parameter], i -> bounds[i + 1] - bounds[i]);
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      int from = Arrays.binarySearch(bounds, leaves.get(leaf).low()[parameter]);
      int to = Arrays.binarySearch(bounds, leaves.get(leaf).high()[parameter]);
      reached[leaf][parameter] = IntStream.range(from, to).toArray();
    }
  }

  /** The part that a leaf takes of all parameters but these. */
  private double rest(int leaf, int but, int orBut) {
    double part = 1;
    for (int i = 0; i < space.size(); i++) {
      part *= i == but || i == orBut ? 1 : measures[leaf][i];
    }
    return part;
  }

  private double ofOne(int parameter) {
    double[] steps = new double[widths[parameter].length];
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      double part = rest(leaf, parameter, -1) * leaves.get(leaf).value();
      for (int step : reached[leaf][parameter]) {
        steps[step] += part;
      }
    }
    double squares = 0;
    for (int step = 0; step < steps.length; step++) {
      squares += widths[parameter][step] * steps[step] * steps[step];
    }
    return Math.max(0, squares - mean * mean);
  }

  /** What is due to two parameters together and to neither alone. */
  double pair(int one, int two) {
    double[][] steps = new double[widths[one].length][widths[two].length];
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      double part = rest(leaf, one, two) * leaves.get(leaf).value();
      for (int step : reached[leaf][one]) {
        for (int other : reached[leaf][two]) {
          steps[step][other] += part;
        }
      }
    }
    double squares = 0;
    for (int step = 0; step < steps.length; step++) {
      for (int other = 0; other < steps[step].length; other++) {
        double value = steps[step][other];
        squares += widths[one][step] * widths[two][other] * value * value;
      }
    }
    return Math.max(0, squares - mean * mean - single[one] - single[two]);
  }
}
