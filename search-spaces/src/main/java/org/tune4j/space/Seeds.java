package org.tune4j.space;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Seeds that depend on what they are for, never on the order in which they were asked for.
 *
 * <p>The mixing function is the finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable
 * pseudorandom number generators", 2014).
 */
public final class Seeds {
  private Seeds() {}

  /**
   * The seed of one purpose of one numbered thing below a parent seed.
   *
   * @param seed the parent, any value
   * @param purpose a short constant word, such as {@code "trial"}
   * @param number which one
   * @return a value in 1..2^53-1: never 0, which DL4J reads as "unseeded", and exact as a JSON
   *     number
   */
  public static long derive(long seed, String purpose, long number) {
    if (purpose.isEmpty()) {
      throw new IllegalArgumentException("a seed is for a purpose");
    }
    long h = mix(seed + 0x9E3779B97F4A7C15L);
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      h = mix(h ^ (b & 0xFF)) + 0x9E3779B97F4A7C15L;
    }
    h = mix(h ^ mix(number + 0x9E3779B97F4A7C15L));
    long positive = h >>> 11;
    return positive == 0 ? 1 : positive;
  }

  /** A generator of its own for one purpose of one numbered thing. */
  public static RandomGenerator random(long seed, String purpose, long number) {
    return random(derive(seed, purpose, number));
  }

  /** A generator that gives the same numbers on every platform and version of Java. */
  public static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
