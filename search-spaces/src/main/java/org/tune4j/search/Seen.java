package org.tune4j.search;

/**
 * The points that were suggested already, in 8 to 32 bytes each: of every point its hash is kept,
 * so one in 2^64 that are new is taken for an old one. Not thread-safe.
 */
final class Seen {
  private static final long FREE = 0;

  private long[] hashes = new long[64]; // open addressing; its length is a power of two
  private int count;

  /** Whether the point was added before. */
  boolean contains(double[] point) {
    long hash = hash(point);
    return hashes[slot(hash)] == hash;
  }

  void add(double[] point) {
    if (count * 2L >= hashes.length) {
      grow();
    }
    put(hash(point));
  }

  private void put(long hash) {
    int slot = slot(hash);
    if (hashes[slot] == FREE) {
      hashes[slot] = hash;
      count++;
    }
  }

  private void grow() {
    long[] before = hashes;
    hashes = new long[Math.multiplyExact(before.length, 2)];
    count = 0;
    for (long hash : before) {
      if (hash != FREE) {
        put(hash);
      }
    }
  }

  /** Where a hash stands, or would. */
  private int slot(long hash) {
    int slot = (int) hash & (hashes.length - 1);
    while (hashes[slot] != FREE && hashes[slot] != hash) {
      slot = (slot + 1) & (hashes.length - 1);
    }
    return slot;
  }

  private static long hash(double[] point) {
    long hash = point.length;
    for (double value : point) { // the finaliser of SplitMix64 (Steele, Lea, Flood, 2014)
      hash += Double.doubleToLongBits(value) + 0x9E3779B97F4A7C15L;
      hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
      hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
      hash ^= hash >>> 31;
    }
    return hash == FREE ? 1 : hash;
  }
}
