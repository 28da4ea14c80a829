package org.tune4j.search.sequence;

/** Bits that look random, as a function of what they are for. */
final class Hash {
  private Hash() {}

  /** 64 bits for one number under a key. */
  static long of(long key, long number) {
    return mix(key ^ mix(number));
  }

  /** The finaliser of SplitMix64, after its step so that 0 is not left as it is. */
  private static long mix(long z) {
    long h = z + 0x9E3779B97F4A7C15L;
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return h ^ (h >>> 31);
  }
}
