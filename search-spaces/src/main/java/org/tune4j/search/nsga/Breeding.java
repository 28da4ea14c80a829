package org.tune4j.search.nsga;

import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;

/**
 * Two parents, one child: by crossover, or by the difference between two others as in differential
 * evolution (GDE3; Kukkonen and Lampinen, 2005); then mutation. What is inactive in a parent comes
 * from the other one.
 */
final class Breeding {
  /** How often a child comes from a difference. */
  private static final double DIFFERENCES = 0.5;

  private static final double LEAST_SCALE = 0.4;
  private static final double MOST_SCALE = 1.2;

  /** The indices of the distributions (Deb's eta); half of the children are mutated widely. */
  private static final double CROSSOVER = 15;

  private static final double NARROW = 20;
  private static final double WIDE = 1;

  private static final int TRIES = 5;

  private final ParameterSpace space;
  private final double rate;

  Breeding(ParameterSpace space) {
    this.space = space;
    long open = space.parameters().stream().filter(p -> p.range().count() != 1).count();
    this.rate = 1.0 / Math.max(1, open);
  }

  /**
   * A place for a child; nothing of it is {@code NaN}.
   *
   * @param retry the more, the more is mutated
   */
  double[] child(Population population, int retry, RandomGenerator random) {
    Member first = population.get(population.tournament(random));
    Member second = population.get(population.tournament(random));
    double[] one = whole(first, second, random);
    double[] two = whole(second, first, random);
    double[] child =
        Chance.uniform(random) < DIFFERENCES
            ? moved(one, two, whole(population.other(random), first, random), random)
            : crossed(one, two, random);
    double index = Chance.uniform(random) < 0.5 ? WIDE : NARROW;
    for (int i = 0; i < child.length; i++) {
      if (Chance.uniform(random) < rate * (1 + retry)) {
        child[i] = mutated(space.parameters().get(i).range(), child[i], index, random);
      }
    }
    return child;
  }

  private static double[] whole(Member parent, Member donor, RandomGenerator random) {
    double[] whole = parent.unit().clone();
    for (int i = 0; i < whole.length; i++) {
      if (Double.isNaN(whole[i])) {
        double given = donor.unit()[i];
        whole[i] = Double.isNaN(given) ? Chance.uniform(random) : given;
      }
    }
    return whole;
  }

  private double[] crossed(double[] one, double[] two, RandomGenerator random) {
    double[] child = one.clone();
    for (int i = 0; i < child.length; i++) {
      boolean crosses = Chance.uniform(random) < 0.5;
      boolean second = Chance.uniform(random) < 0.5;
      double unit = Chance.uniform(random);
      double near = second ? two[i] : one[i];
      double far = second ? one[i] : two[i];
      if (!isOrdered(i)) {
        child[i] = near;
      } else if (crosses) {
        child[i] = Variation.crossed(near, far, CROSSOVER, unit);
      }
    }
    return child;
  }

  /** From one parent along the way from another trial, often a worse one, to the second parent. */
  private double[] moved(double[] one, double[] two, double[] other, RandomGenerator random) {
    double[] child = one.clone();
    double scale = LEAST_SCALE + (MOST_SCALE - LEAST_SCALE) * Chance.uniform(random);
    double taken = Chance.uniform(random);
    int forced = Chance.index(child.length, random);
    for (int i = 0; i < child.length; i++) {
      if (Chance.uniform(random) < taken || i == forced) {
        child[i] = isOrdered(i) ? inside(one[i], one[i] + scale * (two[i] - other[i])) : two[i];
      }
    }
    return child;
  }

  /** Halfway to the border that it passed. */
  private static double inside(double from, double to) {
    return to < 0 ? from / 2 : to > 1 ? (1 + from) / 2 : to;
  }

  private static double mutated(Range range, double value, double index, RandomGenerator random) {
    if (!range.isOrdered()) {
      return Chance.uniform(random);
    }
    double mutant = Variation.mutated(value, index, Chance.uniform(random));
    if (range.count() > 0) { // a short step would change nothing
      double before = range.at(value);
      for (int attempt = 0; attempt < TRIES && range.at(mutant) == before; attempt++) {
        mutant = Variation.mutated(value, WIDE, Chance.uniform(random));
      }
    }
    return mutant;
  }

  private boolean isOrdered(int parameter) {
    return space.parameters().get(parameter).range().isOrdered();
  }
}
