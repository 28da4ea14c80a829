package org.tune4j.tuner.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long drivers have worked on a sweep. */
final class DrivenTime {
  private Duration before = Duration.ZERO; // by earlier drivers
  private @Nullable Instant since;
  private Instant last = Instant.EPOCH;

  /** Another driver begins. */
  void begins(Instant now) {
    if (since != null) {
      before = before.plus(Duration.between(since, last));
    }
    since = now;
  }

  /** The driver is at work. */
  void at(Instant now) {
    last = now;
  }

  /** Whether a driver has begun at all. */
  boolean hasBegun() {
    return since != null;
  }

  /** When they will have worked for so long in all; {@code null} before the first has begun. */
  @Nullable Instant after(Duration budget) {
    return since == null ? null : since.plus(budget).minus(before);
  }
}
