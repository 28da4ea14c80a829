package org.tune4j.search.cmaes;

import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.space.Seeds;

/**
 * The first places: along each dimension, each of them lies in another of equal slices (McKay,
 * Beckman, Conover, 1979).
 *
 * @param seed where the order of the slices comes from
 * @param size how many places there are
 */
record LatinHypercube(long seed, int size) {

  /** One coordinate of one place; anywhere, when there are no more places. */
  double coordinate(int dimension, int place, RandomGenerator random) {
    double within = Chance.uniform(random);
    return place < size ? (slice(dimension, place) + within) / size : within;
  }

  private int slice(int dimension, int place) {
    RandomGenerator random = Seeds.random(seed, "slices", dimension);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int other = (int) (Chance.uniform(random) * (i + 1));
      order[i] = order[other];
      order[other] = i;
    }
    return order[place];
  }
}
