package org.tune4j.trial;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What changes in the life of a trial.
 *
 * @param status where it is
 * @param attempts how often it was started
 * @param failures how often it failed by its own fault
 * @param placement where its bundles lie, or lay last
 * @param startedAt when it was first started
 * @param endedAt when it ended
 * @param reason why it ended, or waits
 * @param error what went wrong, with the place; of a trial that ended in an error, or was restarted
 *     after one
 * @param best its best value of the (first) objective so far, out of results that keep to all
 *     bounds
 * @param outcome what its last result means, when there are several objectives or bounds
 */
public record TrialState(
    TrialStatus status,
    int attempts,
    int failures,
    @Nullable Placement placement,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String reason,
    @Nullable String error,
    @Nullable Best best,
    @Nullable Outcome outcome) {

  /** A trial that has not been started. */
  public static final TrialState NEW =
      new TrialState(TrialStatus.PENDING, 0, 0, null, null, null, null, null, null, null);

  /**
   * The best value of the objective.
   *
   * @param iteration the training_iteration that reported it
   */
  public record Best(double value, int iteration) {}

  TrialState waiting(TrialStatus newStatus, @Nullable String why, @Nullable String message) {
    return new TrialState(
        newStatus, attempts, failures, placement, startedAt, null, why, message, best, outcome);
  }

  TrialState started(Placement there, Instant at) {
    Instant first = startedAt == null ? at : startedAt;
    return new TrialState(
        TrialStatus.RUNNING,
        attempts + 1,
        failures,
        there,
        first,
        null,
        null,
        error,
        best,
        outcome);
  }

  TrialState failed(String message) {
    return new TrialState(
        status,
        attempts,
        failures + 1,
        placement,
        startedAt,
        endedAt,
        reason,
        message,
        best,
        outcome);
  }

  TrialState ended(TrialStatus newStatus, String why, @Nullable String message, Instant at) {
    return new TrialState(
        newStatus, attempts, failures, placement, startedAt, at, why, message, best, outcome);
  }

  TrialState withBest(@Nullable Best newBest) {
    return new TrialState(
        status, attempts, failures, placement, startedAt, endedAt, reason, error, newBest, outcome);
  }

  TrialState withOutcome(@Nullable Outcome newOutcome) {
    return new TrialState(
        status, attempts, failures, placement, startedAt, endedAt, reason, error, best, newOutcome);
  }
}
