package org.tune4j.tuner.grid;

import java.util.function.Consumer;

/**
 * A member's tie to one driver: the driver of one database, whoever that is at the time. Silence is
 * counted in ticks of the member's own clock, which stands still while the member does: a member
 * that was frozen does not hold that against its driver. Thread-safe.
 */
final class DriverLink {
  static final long TICK_MS = 500;

  /** A driver that was silent for so long is taken for dead. */
  private static final int SILENT_TICKS = (int) (10_000 / TICK_MS);

  private final Consumer<FromMember> post;
  private volatile long epoch;
  private volatile int silent;
  private volatile boolean closed;

  DriverLink(Consumer<FromMember> post) {
    this.post = post;
  }

  /**
   * Something came in from a driver.
   *
   * @return false when a later driver has taken over since: nothing it says counts any more
   */
  synchronized boolean heard(long fromEpoch) {
    if (fromEpoch < epoch) {
      return false;
    }
    epoch = fromEpoch;
    silent = 0;
    return true;
  }

  /** Another tick has passed in silence. */
  synchronized int tick() {
    return ++silent;
  }

  /** Whether nobody seems to drive. */
  boolean isGone() {
    return silent > SILENT_TICKS;
  }

  /** Nobody waits for this driver any more. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  void tell(FromMember message) {
    post.accept(message);
  }
}
