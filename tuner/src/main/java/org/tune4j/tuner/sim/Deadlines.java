package org.tune4j.tuner.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.tune4j.trial.SweepEvent;

/** Tells sweeps when their time is up. */
final class Deadlines {
  /** How long trials have to come to their next result once the sweep's time is up. */
  private static final double ABORT_AFTER_S = 10;

  private final Agenda agenda;
  private final SimulatedDriver driver;

  Deadlines(Agenda agenda, SimulatedDriver driver) {
    this.agenda = agenda;
    this.driver = driver;
  }

  /** Makes an appointment for the deadline that a sweep has now, if it has one. */
  void arm(SweepDrive sweep) {
    Instant deadline = sweep.engine().deadline();
    if (deadline != null) {
      Duration until = Duration.between(Instant.EPOCH, deadline);
      agenda.at(until.toSeconds() * 1_000_000 + until.toNanosPart() / 1_000, () -> late(sweep));
    }
  }

  private void late(SweepDrive sweep) {
    Instant deadline = sweep.engine().deadline();
    if (!driver.listens() || sweep.isOver() || deadline == null) {
      return;
    }
    if (deadline.isAfter(Instant.EPOCH.plus(agenda.now(), ChronoUnit.MICROS))) {
      return; // another driver has more time, and an appointment of its own
    }
    if (driver.decide(sweep, new SweepEvent.DeadlinePassed())) {
      agenda.in(ABORT_AFTER_S, () -> endLate(sweep));
    }
  }

  private void endLate(SweepDrive sweep) {
    for (Attempt attempt : List.copyOf(sweep.attempts.values())) {
      if (driver.listens() && sweep.engine().isTimeUp()) {
        driver.lose(attempt, "the sweep's time is up");
      }
    }
  }
}
