package org.tune4j.search.cmaes;

import java.util.random.RandomGenerator;
import org.tune4j.math.Gaussian;

/** Random numbers that are the same on every version of Java. */
final class Normal {
  private Normal() {}

  /** Uniform in [0, 1). */
  static double uniform(RandomGenerator random) {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Standard normal. */
  static double draw(RandomGenerator random) {
    return Gaussian.quantile(((random.nextLong() >>> 12) + 0.5) * 0x1.0p-52); // never 0 or 1
  }
}
