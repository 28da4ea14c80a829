package org.tune4j.tuner;

import java.time.Clock;
import java.time.Instant;

/**
 * The driver's time: a clock that is set once and never jumps, and the time that the driver has
 * worked. The latter stands still while the driver is frozen, so that others are not blamed for
 * having been silent meanwhile.
 */
final class DriverTime {
  /** No turn of the driver takes longer unless it is held up. */
  private static final long LONGEST_TURN_MS = 1_000;

  private final Instant started;
  private final long startedNanos = System.nanoTime();
  private long lastNanos = startedNanos;
  private long workedMs;

  DriverTime(Clock clock) {
    this.started = clock.instant();
  }

  Instant now() {
    return started.plusNanos(System.nanoTime() - startedNanos);
  }

  /** Another turn begins. */
  void turn() {
    long nanos = System.nanoTime();
    workedMs += Math.min(LONGEST_TURN_MS, (nanos - lastNanos) / 1_000_000);
    lastNanos = nanos;
  }

  /** For how many milliseconds the driver has worked. */
  long worked() {
    return workedMs;
  }
}
