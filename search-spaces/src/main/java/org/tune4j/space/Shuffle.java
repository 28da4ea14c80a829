package org.tune4j.space;

import java.math.BigInteger;

/**
 * Puts the numbers below some count in an order by chance, without a list of them: a Feistel
 * network on pairs of numbers, repeated while it leads beyond the count (J. Black and P. Rogaway,
 * "Ciphers with arbitrary finite domains", 2002). Immutable and thread-safe.
 */
final class Shuffle {
  private static final int ROUNDS = 6;

  /** Bits of what {@link Seeds} derives. */
  private static final int BITS = 53;

  private final BigInteger count;
  private final BigInteger left;
  private final BigInteger right; // left times right is the count, or hardly more

  /**
   * @param count from 1
   */
  Shuffle(BigInteger count) {
    this.count = count;
    BigInteger root = count.sqrt();
    this.left = root.multiply(root).equals(count) ? root : root.add(BigInteger.ONE);
    this.right = count.add(left).subtract(BigInteger.ONE).divide(left);
  }

  /**
   * The number at a place of the order.
   *
   * @param place from 0 to count - 1
   * @param seed which order; any
   */
  BigInteger at(BigInteger place, long seed) {
    BigInteger number = place;
    do {
      number = mixed(number, seed);
    } while (number.compareTo(count) >= 0);
    return number;
  }

  private BigInteger mixed(BigInteger number, long seed) {
    BigInteger[] halves = number.divideAndRemainder(right);
    BigInteger a = halves[0];
    BigInteger b = halves[1];
    for (int round = 0; round < ROUNDS; round++) {
      long key = Seeds.derive(seed, "round", round);
      if (round % 2 == 0) {
        a = a.add(hash(b, key, left)).mod(left);
      } else {
        b = b.add(hash(a, key, right)).mod(right);
      }
    }
    return a.multiply(right).add(b);
  }

  /** A number of 20 bits more than the bound at least, so that its rest is even enough. */
  private static BigInteger hash(BigInteger value, long key, BigInteger bound) {
    long h = key;
    for (BigInteger rest = value; rest.signum() > 0; rest = rest.shiftRight(64)) {
      h = Seeds.derive(h, "half", rest.longValue());
    }
    h = Seeds.derive(h, "half", 0);
    BigInteger hash = BigInteger.valueOf(h);
    for (int bits = BITS; bits < bound.bitLength() + 20; bits += BITS) {
      h = Seeds.derive(h, "more", bits);
      hash = hash.shiftLeft(BITS).or(BigInteger.valueOf(h));
    }
    return hash;
  }
}
