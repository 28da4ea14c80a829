package org.tune4j.search.gp;

import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;

/**
 * Places spread over the unit cube: each coordinate falls once into each of {@code size} equal
 * parts (McKay, Beckman and Conover, 1979).
 */
final class Design {
  private Design() {}

  /** A Latin hypercube. */
  static double[][] latin(int size, int dimensions, RandomGenerator random) {
    double[][] places = new double[size][dimensions];
    int[] parts = new int[size];
    for (int j = 0; j < dimensions; j++) {
      for (int i = 0; i < size; i++) { // shuffled inside out
        int other = Chance.index(i + 1, random);
        parts[i] = parts[other];
        parts[other] = i;
      }
      for (int i = 0; i < size; i++) {
        places[i][j] = (parts[i] + Chance.uniform(random)) / size;
      }
    }
    return places;
  }

  /** Standard normal: the sum of twelve uniform numbers is near enough. */
  static double normal(RandomGenerator random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += Chance.uniform(random);
    }
    return sum;
  }
}
