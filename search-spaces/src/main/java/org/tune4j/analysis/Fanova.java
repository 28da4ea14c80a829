package org.tune4j.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.search.Observation;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;

/**
 * How much of the variance of an objective is due to each key, by functional analysis of variance
 * (Hutter, Hoos and Leyton-Brown, "An efficient approach for assessing hyperparameter importance",
 * 2014): a random forest learns the objective, and its trees are taken apart exactly. The variance
 * is that over the space as it is distributed, not over the trials.
 *
 * <p>A key that is not always active takes part with what it changes where it is: elsewhere any
 * value stands for it, and none makes a difference. Immutable.
 */
public final class Fanova {
  private static final int TREES = 64;

  /** Fewer trials than this say nothing. */
  private static final int FEWEST = 8;

  /** More than this many for a tree only take time. */
  private static final int MOST = 1_000;

  /**
   * Two keys.
   *
   * @param first the one that stands first in the space
   * @param second the other
   */
  public record Pair(String first, String second) {}

  private final ParameterSpace space;
  private final List<Marginals> trees;

  private Fanova(ParameterSpace space, List<Marginals> trees) {
    this.space = space;
    this.trees = trees;
  }

  /**
   * Learns an objective. Takes about a second for 1,000 trials of 10 keys.
   *
   * @param observations in any order; only those that ended well within their bounds and have a
   *     finite value count
   * @param objective which one, from 0
   * @param seed of the forest; any
   */
  public static Fanova of(
      ParameterSpace space, List<Observation> observations, int objective, long seed) {
    List<Observation> known = observations.stream().filter(o -> counts(o, objective)).toList();
    List<Marginals> trees = new ArrayList<>();
    for (int tree = 0; tree < TREES && known.size() >= FEWEST; tree++) {
      RandomGenerator random = Seeds.random(seed, "fanova", tree);
      Marginals marginals = new Marginals(space, tree(space, known, objective, random));
      if (marginals.variance() > 0) {
        trees.add(marginals);
      }
    }
    return new Fanova(space, trees);
  }

  private static boolean counts(Observation observation, int objective) {
    return observation.counts()
        && observation.score().violation() == 0
        && observation.score().values().length > objective
        && Double.isFinite(observation.score().values()[objective]);
  }

  /** A tree of a sample, drawn with replacement. */
  private static List<Leaf> tree(
      ParameterSpace space, List<Observation> known, int objective, RandomGenerator random) {
    int size = Math.min(known.size(), MOST);
    double[][] points = new double[size][];
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      Observation drawn = known.get((int) (Chance.uniform(random) * known.size()));
      values[i] = drawn.score().values()[objective];
      points[i] = drawn.point().clone();
      for (int p = 0; p < points[i].length; p++) {
        if (Double.isNaN(points[i][p])) {
          points[i][p] = space.parameters().get(p).range().at(Chance.uniform(random));
        }
      }
    }
    return RegressionTree.leaves(space, points, values, random);
  }

  /**
   * The share of the variance that each key alone accounts for, the greatest first. Together at
   * most 1: the rest is due to several keys together. All are 0 when the trials do not tell.
   */
  public Map<String, Double> shares() {
    double[] shares = new double[space.size()];
    Arrays.setAll(
        shares,
        i -> trees.stream().mapToDouble(t -> t.single(i) / t.variance()).average().orElse(0));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> -shares[i]));
    Map<String, Double> byKey = new LinkedHashMap<>();
    order.forEach(i -> byKey.put(space.parameters().get(i).key(), shares[i]));
    return Collections.unmodifiableMap(byKey);
  }

  /**
   * The share of the variance that two keys account for together, beyond what each does alone; the
   * greatest first. The time grows with the square of the number of keys.
   */
  public Map<Pair, Double> pairs() {
    Map<Pair, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < space.size(); i++) {
      for (int j = i + 1; j < space.size(); j++) {
        int one = i;
        int two = j;
        double share =
            trees.stream().mapToDouble(t -> t.pair(one, two) / t.variance()).average().orElse(0);
        shares.put(
            new Pair(space.parameters().get(i).key(), space.parameters().get(j).key()), share);
      }
    }
    Map<Pair, Double> sorted = new LinkedHashMap<>();
    shares.entrySet().stream()
        .sorted(Map.Entry.<Pair, Double>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(sorted);
  }
}
