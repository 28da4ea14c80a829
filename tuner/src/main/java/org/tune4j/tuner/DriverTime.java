package org.tune4j.tuner;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The driver's time: a clock that is set once and never jumps, and the time that the driver has
 * worked. The latter stands still while the driver is frozen, so that others are not blamed for
 * having been silent meanwhile.
 */
final class DriverTime {
  /** No turn of the driver takes longer unless it is held up. */
  private static final long LONGEST_TURN_NS = 1_000_000_000;

  private final Instant started;
  private final LongSupplier nanos;
  private final long startedNanos;
  private long lastNanos;
  private long workedNanos;

  DriverTime(Clock clock) {
    this(clock, System::nanoTime);
  }

  /** Time that passes as {@code nanos} does. */
  DriverTime(Clock clock, LongSupplier nanos) {
    this.started = clock.instant();
    this.nanos = nanos;
    this.startedNanos = nanos.getAsLong();
    this.lastNanos = startedNanos;
  }

  Instant now() {
    return started.plusNanos(nanos.getAsLong() - startedNanos);
  }

  /** Another turn begins. */
  void turn() {
    long now = nanos.getAsLong();
    workedNanos += Math.min(LONGEST_TURN_NS, now - lastNanos);
    lastNanos = now;
  }

  /** For how many milliseconds the driver has worked. */
  long worked() {
    return workedNanos / 1_000_000;
  }
}
