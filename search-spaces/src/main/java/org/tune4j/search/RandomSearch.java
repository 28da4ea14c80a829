package org.tune4j.search;

import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;

/**
 * Draws each parameter as its domain is distributed (Bergstra and Bengio, 2012). Learns nothing.
 *
 * @param space what is searched
 * @param seed any
 */
public record RandomSearch(ParameterSpace space, long seed) implements Algorithm {
  @Override
  public double[] suggest(int number, int retry, History history) {
    return space.random(Seeds.random(Seeds.derive(seed, "random", retry), "trial", number));
  }

  @Override
  public boolean learns() {
    return false;
  }
}
