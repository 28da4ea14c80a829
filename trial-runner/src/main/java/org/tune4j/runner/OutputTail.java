package org.tune4j.runner;

import java.util.Arrays;

/** The last bytes of a stream. Not thread-safe. */
final class OutputTail {
  private final int capacity;
  private byte[] ring = new byte[0];
  private long written;

  OutputTail(int capacity) {
    this.capacity = capacity;
  }

  void write(byte[] bytes, int offset, int length) {
    int skipped = Math.max(0, length - capacity);
    written += skipped;
    grow(Math.min(capacity, written + length - skipped));
    for (int from = skipped; from < length; ) {
      int at = (int) (written % ring.length);
      int count = Math.min(length - from, ring.length - at);
      System.arraycopy(bytes, offset + from, ring, at, count);
      written += count;
      from += count;
    }
  }

  /** The last bytes, that many at most. */
  byte[] last(long most) {
    int count = (int) Math.min(most, Math.min(written, ring.length));
    byte[] last = new byte[count];
    for (int i = 0; i < count; i++) {
      last[i] = ring[(int) ((written - count + i) % ring.length)];
    }
    return last;
  }

  /** Until the ring has its full size, nothing in it has wrapped around. */
  private void grow(long needed) {
    if (ring.length < needed) {
      ring = Arrays.copyOf(ring, (int) Math.min(capacity, Math.max(needed, 2L * ring.length)));
    }
  }
}
