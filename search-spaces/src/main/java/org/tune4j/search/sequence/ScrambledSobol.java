package org.tune4j.search.sequence;

import org.tune4j.math.JoeKuo;
import org.tune4j.space.Seeds;

/**
 * A Sobol sequence with Owen's nested uniform scrambling ("Randomly permuted (t,m,s)-nets and
 * (t,s)-sequences", 1995): each binary digit is flipped or not, by a hash of the dimension and of
 * the digits before it. The first 2^m points stay a net, and each point is uniform in the cube.
 *
 * <p>Dimensions beyond {@link JoeKuo#DIMENSIONS} are random. Immutable and thread-safe.
 */
public final class ScrambledSobol {
  private static final int DIGITS = 32;
  private static final int MORE_DIGITS = 53 - DIGITS;

  private final int dimensions; // those with direction numbers
  private final long[] keys;

  /**
   * A sequence.
   *
   * @param dimensions from 0
   * @param seed of the scrambling; any
   */
  public ScrambledSobol(int dimensions, long seed) {
    this.dimensions = Math.min(dimensions, JoeKuo.DIMENSIONS);
    this.keys = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      keys[i] = Seeds.derive(seed, "sobol", i);
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
          i < dimensions
              ? scrambled(JoeKuo.digits(i, index), keys[i]) * 0x1.0p-53
              : (Hash.of(keys[i], index) >>> 11) * 0x1.0p-53;
    }
    return point;
  }

  private static long scrambled(int digits, long key) {
    long all = digits & 0xFFFFFFFFL;
    long flipped = all;
    for (int digit = 0; digit < DIGITS; digit++) {
      int shift = DIGITS - digit;
      long before = (1L << digit) | (all >>> shift); // the 1 tells 0 from 00
      flipped ^= (Hash.of(key, before) >>> 63) << (shift - 1);
    }
    long more = Hash.of(key, (1L << DIGITS) | all) >>> (64 - MORE_DIGITS);
    return (flipped << MORE_DIGITS) | more;
  }
}
