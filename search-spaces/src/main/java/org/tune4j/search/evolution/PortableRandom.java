package org.tune4j.search.evolution;

import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.math.Gaussian;

/**
 * What Jenetics draws from: all that it asks for is worked out here from 64 random bits, so that it
 * is the same on every version of Java.
 */
final class PortableRandom implements RandomGenerator {
  private final RandomGenerator bits;

  PortableRandom(RandomGenerator bits) {
    this.bits = bits;
  }

  @Override
  public long nextLong() {
    return bits.nextLong();
  }

  @Override
  public int nextInt() {
    return (int) (bits.nextLong() >>> 32);
  }

  @Override
  public int nextInt(int bound) {
    return (int) (nextDouble() * bound);
  }

  @Override
  public int nextInt(int origin, int bound) {
    return origin + (int) (nextDouble() * ((double) bound - origin));
  }

  @Override
  public double nextDouble() {
    return Chance.uniform(bits);
  }

  @Override
  public double nextDouble(double bound) {
    return nextDouble(0, bound);
  }

  @Override
  public double nextDouble(double origin, double bound) {
    return Math.min(origin + nextDouble() * (bound - origin), Math.nextDown(bound));
  }

  @Override
  public boolean nextBoolean() {
    return bits.nextLong() < 0;
  }

  @Override
  public double nextGaussian() {
    return Gaussian.quantile(nextDouble() + 0x1.0p-54);
  }
}
