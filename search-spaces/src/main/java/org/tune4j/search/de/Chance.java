package org.tune4j.search.de;

import java.util.random.RandomGenerator;
import org.tune4j.math.Gaussian;

/** Random numbers that are the same on every version of Java. */
final class Chance {
  private Chance() {}

  /** Uniform in [0, 1). */
  static double uniform(RandomGenerator random) {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  /** One of so many. */
  static int index(int count, RandomGenerator random) {
    return (int) (uniform(random) * count);
  }

  private static double inside(RandomGenerator random) {
    return ((random.nextLong() >>> 12) + 0.5) * 0x1.0p-52; // never 0 or 1
  }

  static double normal(RandomGenerator random) {
    return Gaussian.quantile(inside(random));
  }

  static double cauchy(RandomGenerator random) {
    return StrictMath.tan(StrictMath.PI * (inside(random) - 0.5));
  }
}
