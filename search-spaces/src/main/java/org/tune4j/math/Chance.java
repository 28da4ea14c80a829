package org.tune4j.math;

import java.util.random.RandomGenerator;

/**
 * Random numbers that need nothing of the generator but {@code nextLong}, so that they are the same
 * on every version of Java.
 */
public final class Chance {
  private Chance() {}

  /** Uniform in [0, 1), a multiple of 2^-53. */
  public static double uniform(RandomGenerator random) {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  /** One of so many, from 0. */
  public static int index(int count, RandomGenerator random) {
    return (int) (uniform(random) * count);
  }

  /** Standard normal. */
  public static double normal(RandomGenerator random) {
    return Gaussian.quantile(inside(random));
  }

  /** Standard Cauchy. */
  public static double cauchy(RandomGenerator random) {
    return StrictMath.tan(StrictMath.PI * (inside(random) - 0.5));
  }

  private static double inside(RandomGenerator random) {
    return ((random.nextLong() >>> 12) + 0.5) * 0x1.0p-52; // never 0 or 1
  }
}
