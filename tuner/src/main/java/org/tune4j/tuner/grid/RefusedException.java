package org.tune4j.tuner.grid;

import java.io.IOException;

/**
 * A connection that is no member's. It has no stack trace: there may be many, and each is somebody
 * else's doing.
 */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1;

  /** What was wrong with it. */
  enum Why {
    /** Closed before it said a word: a port scanner, or a probe that asks whether we live. */
    SILENT,
    /** Closed or stopped in the middle. */
    BROKEN,
    /** Too slow, or one of too many. */
    LATE,
    /** Speaks something else. */
    STRANGER,
    /** Has another secret, or none. */
    SECRET
  }

  private final Why why;

  RefusedException(Why why, String message) {
    super(message);
    this.why = why;
  }

  Why why() {
    return why;
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // does nothing
  public Throwable fillInStackTrace() {
    return this;
  }
}
