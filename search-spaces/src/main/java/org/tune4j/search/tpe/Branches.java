package org.tune4j.search.tpe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tune4j.math.Chance;
import org.tune4j.space.Condition;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;

/**
 * Decides which branch of a space deserves a trial. A gate is a choice, or a number with few
 * values, on which other parameters depend; each of its values opens a branch with a problem of its
 * own.
 *
 * <p>The estimator by itself follows the branch whose values are good early, which need not be the
 * one that gets best: one with many parameters takes more trials to show what is in it. So each
 * branch is judged by how low its values may get, not by how low they are. Near the minimum of a
 * smooth function of d numbers, values are distributed like the d/2-th power of their distance from
 * the minimum, so that the distance from the best to the k-th best bounds that from the best to the
 * end (de Haan, "Estimation of the minimum of a function using order statistics", 1981): with
 * probability 1 - 1/n the end is not below best - (kth - best) r / (1 - r), where r = (1 -
 * (1/n)^(1/(k-1)))^(2/d). The wider apart a branch's best values lie, the more it may promise, and
 * one in which they lie close has shown what it can do. The lowest bound wins (optimism in the face
 * of uncertainty). Trials that break a metric's bound have no part in it, unless a branch has no
 * others; such a branch comes after those that have. A branch with less than a root's share of the
 * trials comes first, so that none is given up on a bad start.
 */
final class Branches {
  /** A number with more values than this is no gate. */
  private static final int MOST_VALUES = 10;

  private final ParameterSpace space;
  private final List<Set<Integer>> needs = new ArrayList<>();
  private final Map<Integer, double[]> gates = new TreeMap<>();

  Branches(ParameterSpace space) {
    this.space = space;
    Set<Integer> needed = new HashSet<>();
    space
        .parameters()
        .forEach(
            parameter -> {
              Set<Integer> needs = new HashSet<>();
              collect(parameter.when(), needs);
              this.needs.add(needs);
              needed.addAll(needs);
            });
    for (int j = 0; j < space.size(); j++) {
      Range range = space.parameters().get(j).range();
      boolean isGate = needed.contains(j) && range.count() > 1 && range.count() <= MOST_VALUES;
      if (isGate) {
        gates.put(j, values(range));
      }
    }
  }

  private static double[] values(Range range) {
    if (Dimension.of(range) instanceof Dimension.Choice choice) {
      return IntStream.range(0, choice.weights().length)
          .filter(item -> choice.weights()[item] > 0)
          .asDoubleStream()
          .toArray();
    }
    Dimension.Placed cells = (Dimension.Placed) Dimension.of(range);
    double last = range.at(1);
    return DoubleStream.iterate(
            range.at(0), v -> v <= last, v -> v < last ? next(range, cells, v) : v + 1)
        .toArray();
  }

  private static double next(Range range, Dimension.Placed cells, double value) {
    return range.at(Math.min(1, cells.high(value) + 1e-9));
  }

  private static void collect(Condition condition, Set<Integer> needs) {
    switch (condition) {
      case Condition.Item item -> needs.add(item.parameter());
      case Condition.Within within -> needs.add(within.parameter());
      case Condition.All all -> all.conditions().forEach(inner -> collect(inner, needs));
      case Condition.Any any -> any.conditions().forEach(inner -> collect(inner, needs));
    }
  }

  /** A chain of gates, each inside of the one before, and the item of each; all else is free. */
  double[] choose(Known known, RandomGenerator random) {
    double[] given = Given.nothing(space.size());
    List<Integer> open = gates.keySet().stream().filter(g -> needs.get(g).isEmpty()).toList();
    while (!open.isEmpty()) {
      int gate = open.get((int) (Chance.uniform(random) * open.size()));
      given[gate] = value(known, given, gate, Objects.requireNonNull(gates.get(gate)));
      open =
          gates.keySet().stream()
              .filter(g -> needs.get(g).contains(gate) && space.isActive(g, given))
              .toList();
    }
    return given;
  }

  /** Whether there are any. */
  boolean areThere() {
    return !gates.isEmpty();
  }

  /** The values of all gates of a point drawn from the space; all else is free. */
  double[] any(RandomGenerator random) {
    double[] point = space.random(random);
    double[] given = Given.nothing(space.size());
    gates.keySet().forEach(gate -> given[gate] = point[gate]);
    return given;
  }

  private double value(Known known, double[] given, int gate, double[] values) {
    List<int[]> ranked = new ArrayList<>();
    int[] trials = new int[values.length];
    int all = 0;
    for (int i = 0; i < values.length; i++) {
      double[] inside = given.clone();
      inside[gate] = values[i];
      ranked.add(known.ranked(inside));
      trials[i] =
          ranked.getLast().length + known.failed(inside).length + known.running(inside).length;
      all += trials[i];
    }
    Branch best = null;
    for (int i = 0; i < values.length; i++) {
      int[] rows = ranked.get(i);
      int[] feasible = IntStream.of(rows).filter(known::isFeasible).toArray();
      boolean isAny = feasible.length > 0;
      Branch branch =
          new Branch(values[i], trials[i], isAny, end(known, isAny ? feasible : rows, all));
      if (best == null || branch.isBefore(best, StrictMath.sqrt((double) all / values.length))) {
        best = branch;
      }
    }
    return Objects.requireNonNull(best).value;
  }

  /** The lower bound of what values may get to; infinite when there are none. */
  private static double end(Known known, int[] ranked, int all) {
    if (ranked.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double best = known.value(ranked[0]);
    int k = Math.min(ranked.length, 1 + (int) Math.ceil(StrictMath.sqrt(ranked.length)));
    double wide = known.value(ranked[k - 1]) - best;
    if (k < 2 || !(wide < Double.POSITIVE_INFINITY)) {
      return best;
    }
    double shape = Math.max(1, numbers(known, ranked[0]) / 2.0);
    double part = StrictMath.pow(1 - StrictMath.pow(1.0 / all, 1.0 / (k - 1)), 1 / shape);
    return best - wide * part / (1 - part);
  }

  private static int numbers(Known known, int row) {
    double[] point = known.columns().point(row);
    return (int)
        IntStream.range(0, point.length)
            .filter(j -> !Double.isNaN(point[j]))
            .filter(j -> known.columns().dimension(j) instanceof Dimension.Placed)
            .count();
  }

  /**
   * What is known of one.
   *
   * @param trials how many there are in it, however they ended
   * @param isFeasible whether any of them breaks no bound
   * @param end the least value that may be expected
   */
  private record Branch(double value, int trials, boolean isFeasible, double end) {
    boolean isBefore(Branch other, double share) {
      boolean isNeglected = trials < share;
      if (isNeglected || other.trials < share) {
        return trials < other.trials;
      }
      return isFeasible == other.isFeasible ? end < other.end : isFeasible;
    }
  }
}
