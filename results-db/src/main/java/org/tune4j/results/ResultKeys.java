package org.tune4j.results;

/**
 * The key of a row in {@code result}: the sweep's id in the upper bits, the event's seq in the
 * lower 40, so that one index serves as key and as order of replay.
 */
final class ResultKeys {
  private static final int SEQ_BITS = 40;
  private static final long SEQ_MASK = (1L << SEQ_BITS) - 1;

  private ResultKeys() {}

  static long of(int sweepId, long seq) {
    if (seq < 1 || seq > SEQ_MASK) {
      throw new IllegalArgumentException("event: seq: must be 1 to 2^40 - 1 (" + seq + ")");
    }
    return first(sweepId) + seq;
  }

  static long first(int sweepId) {
    return (long) sweepId << SEQ_BITS;
  }

  static long last(int sweepId) {
    return first(sweepId) + SEQ_MASK;
  }

  static long seq(long key) {
    return key & SEQ_MASK;
  }
}
