package org.tune4j.tuner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tune4j.trial.SweepEvent;

/** When the time of sweeps is up. */
final class Deadlines {
  /** How long a trial has to come to its next result once the sweep's time is up. */
  private static final long ABORT_AFTER_MS = 10_000;

  private final Attempts attempts;
  private final Intake intake;
  private final DriverTime time;

  Deadlines(Attempts attempts, Intake intake, DriverTime time) {
    this.attempts = attempts;
    this.intake = intake;
    this.time = time;
  }

  /** Notes those that have passed, and ends the trials that go on all the same. */
  void note(List<SweepRun> running) {
    Instant now = time.now();
    for (SweepRun run : running) {
      Instant deadline = run.engine.deadline();
      if (deadline != null && !now.isBefore(deadline)) {
        run.note(new SweepEvent.DeadlinePassed(), now);
      }
      if (run.deadlineAt == null
          && run.engine.isTimeUp()) { // since now, or under an earlier driver
        run.deadlineAt = time.worked();
      }
      if (run.deadlineAt != null && time.worked() - run.deadlineAt > ABORT_AFTER_MS) {
        attempts.of(run).stream()
            .filter(attempt -> attempt.aborted == null)
            .forEach(attempt -> intake.abort(attempt, "the sweep has ended"));
      }
    }
  }

  /** The time until the next one passes, but at most so long. */
  Duration untilNext(List<SweepRun> running, Duration atMost) {
    Duration wait = atMost;
    for (SweepRun run : running) {
      Instant deadline = run.engine.deadline();
      if (deadline != null) {
        Duration left = Duration.between(time.now(), deadline);
        wait = left.compareTo(wait) < 0 ? left : wait;
      }
    }
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
