package org.tune4j.results;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep has come to.
 *
 * @param status where it is in its life
 * @param reason why it ended; {@code null} while it runs
 * @param endedAt when it ended; {@code null} while it runs
 */
public record SweepState(SweepStatus status, @Nullable String reason, @Nullable Instant endedAt) {

  /** A sweep that has a driver. */
  public static final SweepState RUNNING = new SweepState(SweepStatus.RUNNING, null, null);
}
