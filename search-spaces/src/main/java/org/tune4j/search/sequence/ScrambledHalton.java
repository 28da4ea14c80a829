package org.tune4j.search.sequence;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.space.Seeds;

/**
 * A Halton sequence with a random permutation for each digit of each dimension (Owen, "A randomized
 * Halton algorithm in R", 2017). Without it, dimensions with large primes rise together.
 *
 * <p>Dimensions beyond {@link #DIMENSIONS} are random. Immutable and thread-safe.
 */
public final class ScrambledHalton {
  /** More would take much memory: the permutations grow with the primes. */
  static final int DIMENSIONS = 640;

  private static final long INDICES = 1L << 31;

  private final long[] keys;
  private final int[] primes;
  private final short[][][] permutations; // by dimension, then by digit, the lowest first
  private final double[] rests; // what the digits behind those add, of their last place

  /**
   * A sequence.
   *
   * @param dimensions from 0
   * @param seed of the permutations; any
   */
  public ScrambledHalton(int dimensions, long seed) {
    this.keys = new long[dimensions];
    Arrays.setAll(keys, i -> Seeds.derive(seed, "halton", i));
    this.primes = primes(Math.min(dimensions, DIMENSIONS));
    this.permutations = new short[primes.length][][];
    this.rests = new double[primes.length];
    for (int i = 0; i < primes.length; i++) {
      RandomGenerator random = Seeds.random(keys[i]);
      permutations[i] = new short[digits(primes[i])][];
      for (int digit = 0; digit < permutations[i].length; digit++) {
        permutations[i][digit] = permutation(primes[i], random);
      }
      rests[i] = Chance.uniform(random);
    }
  }

  /**
   * A point in [0, 1)^dimensions; a new array.
   *
   * @param index from 0
   */
  public double[] point(int index) {
    double[] point = new double[keys.length];
    for (int i = 0; i < point.length; i++) {
      point[i] =
          i < primes.length
              ? Math.min(coordinate(i, index), Math.nextDown(1.0)) // by rounding
              : (Hash.of(keys[i], index) >>> 11) * 0x1.0p-53;
    }
    return point;
  }

  private double coordinate(int dimension, int index) {
    int prime = primes[dimension];
    double sum = 0;
    double place = 1;
    int left = index;
    for (short[] permutation : permutations[dimension]) {
      place /= prime;
      sum += permutation[left % prime] * place;
      left /= prime;
    }
    return sum + rests[dimension] * place;
  }

  /** How many digits an index can have. */
  private static int digits(int prime) {
    int digits = 0;
    for (long reach = 1; reach < INDICES; reach *= prime) {
      digits++;
    }
    return digits;
  }

  private static short[] permutation(int prime, RandomGenerator random) {
    short[] permutation = new short[prime];
    for (int i = 0; i < prime; i++) {
      int j = (int) Long.remainderUnsigned(random.nextLong(), i + 1);
      permutation[i] = permutation[j];
      permutation[j] = (short) i;
    }
    return permutation;
  }

  private static int[] primes(int count) {
    int[] primes = new int[count];
    int found = 0;
    for (int candidate = 2; found < count; candidate++) {
      boolean isPrime = true;
      for (int i = 0; i < found && isPrime && primes[i] * primes[i] <= candidate; i++) {
        isPrime = candidate % primes[i] != 0;
      }
      if (isPrime) {
        primes[found++] = candidate;
      }
    }
    return primes;
  }
}
