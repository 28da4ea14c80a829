package org.tune4j.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.search.Observation;
import org.tune4j.space.Parameter;
import org.tune4j.space.ParameterSpace;

/**
 * How much each parameter matters, by PED-ANOVA (Watanabe, Bansal and Hutter, "PED-ANOVA:
 * efficiently quantifying hyperparameter importance in arbitrary subspaces", 2023): how far the
 * distribution of its values among the best tenth of the trials is from that among all, as their
 * Pearson divergence.
 *
 * <p>A parameter that is not always active is judged among the trials in which it is, and counts as
 * much as these make up the best tenth of all: a key of a model that never wins matters little.
 */
public final class Importance {
  /** The part of the trials that are the best. */
  private static final double BEST = 0.1;

  /** Fewer values than this say nothing. */
  private static final int FEWEST = 4;

  private Importance() {}

  /**
   * The importance of each parameter by its key, the greatest first. They add up to 1, or are all 0
   * when the trials do not tell.
   *
   * @param observations in any order; only those that ended well with a value count
   */
  public static Map<String, Double> of(ParameterSpace space, List<Observation> observations) {
    List<Observation> sorted =
        observations.stream()
            .filter(Observation::counts)
            .sorted(Comparator.comparingDouble(Observation::value))
            .toList();
    double[] divergences = new double[space.size()];
    double sum = 0;
    for (int i = 0; i < divergences.length; i++) {
      divergences[i] = divergence(i, space.parameters().get(i), sorted);
      sum += divergences[i];
    }
    return shares(space, divergences, sum);
  }

  private static Map<String, Double> shares(
      ParameterSpace space, double[] divergences, double sum) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < divergences.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> -divergences[i]));
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i : order) {
      shares.put(space.parameters().get(i).key(), sum > 0 ? divergences[i] / sum : 0);
    }
    return Collections.unmodifiableMap(shares);
  }

  private static double divergence(int number, Parameter parameter, List<Observation> sorted) {
    double[] values =
        sorted.stream().mapToDouble(o -> o.point()[number]).filter(v -> !Double.isNaN(v)).toArray();
    if (values.length < FEWEST || parameter.range().count() == 1) {
      return 0;
    }
    int best = best(values.length);
    double active =
        sorted.stream()
            .limit(best(sorted.size()))
            .filter(o -> !Double.isNaN(o.point()[number]))
            .count();
    return active / best(sorted.size()) * Spread.of(parameter.range(), values, best).divergence();
  }

  private static int best(int count) {
    return Math.max(2, (int) Math.ceil(BEST * count));
  }
}
