package org.tune4j.search.nsga;

import java.util.random.RandomGenerator;

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
}
