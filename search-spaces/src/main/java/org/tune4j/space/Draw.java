package org.tune4j.space;

import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;

/**
 * Random numbers that need nothing of the generator but {@code nextLong}, so that they are the same
 * on every version of Java.
 */
final class Draw {
  private Draw() {}

  /** Uniform in [low, high). */
  static double between(double low, double high, RandomGenerator random) {
    return Math.clamp(mix(low, high, random), low, Math.nextDown(high));
  }

  /** Uniform in [low, high]: the end may come by rounding, and both may be the same. */
  static double mix(double low, double high, RandomGenerator random) {
    return mix(low, high, Chance.uniform(random));
  }

  /** The value at that part of the way from low to high. */
  static double mix(double low, double high, double part) {
    return (1 - part) * low + part * high; // high - low could overflow
  }

  /** What part of the way from low to high a value is at. */
  static double part(double low, double high, double value) {
    return (value / 2 - low / 2) / (high / 2 - low / 2); // high - low could overflow
  }

  /** Uniform in [low, high], both included. */
  static long whole(long low, long high, RandomGenerator random) {
    long span = high - low; // as unsigned
    long mask = -1L >>> Long.numberOfLeadingZeros(span | 1);
    long offset;
    do {
      offset = random.nextLong() & mask;
    } while (Long.compareUnsigned(offset, span) > 0);
    return low + offset;
  }

  /** Standard normal, by the polar method (Marsaglia and Bray, 1964). */
  static double normal(RandomGenerator random) {
    double x;
    double square;
    do {
      x = 2 * Chance.uniform(random) - 1;
      double y = 2 * Chance.uniform(random) - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
  }
}
