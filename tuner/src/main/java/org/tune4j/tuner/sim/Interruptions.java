package org.tune4j.tuner.sim;

import java.util.List;
import org.tune4j.trial.SweepEvent;

/** Someone stops a sweep, and goes on with it later. */
final class Interruptions {
  private final Agenda agenda;
  private final SimulatedDriver driver;
  private final List<SweepDrive> sweeps;

  Interruptions(Agenda agenda, SimulatedDriver driver, List<SweepDrive> sweeps) {
    this.agenda = agenda;
    this.driver = driver;
    this.sweeps = sweeps;
  }

  void interrupt(DriverPlan.Interruption plan) {
    SweepDrive sweep = sweeps.get(plan.sweep());
    if (!driver.listens()) {
      agenda.in(driver.downS(), () -> interrupt(plan));
    } else if (sweep.isOver()) {
      resumeLater(sweep, plan);
    } else {
      sweep.interruption = plan;
      if (driver.decide(sweep, new SweepEvent.Interrupted("a script says so"))) {
        agenda.in(plan.graceS(), () -> waitedEnough(sweep, plan));
      }
    }
  }

  private void waitedEnough(SweepDrive sweep, DriverPlan.Interruption plan) {
    for (Attempt attempt : List.copyOf(sweep.attempts.values())) {
      if (driver.listens() && plan.equals(sweep.interruption)) {
        driver.lose(attempt, "it did not pause in time");
      }
    }
  }

  /** An engine has decided: when its sweep has come to a stand, somebody will go on with it. */
  void decided(SweepDrive sweep) {
    DriverPlan.Interruption by = sweep.interruption;
    if (sweep.isOver() && by != null) {
      sweep.interruption = null;
      resumeLater(sweep, by);
    }
  }

  private void resumeLater(SweepDrive sweep, DriverPlan.Interruption plan) {
    if (!sweep.willBeResumed && (!sweep.isFinished() || plan.numSamples() > 0)) {
      sweep.willBeResumed = true;
      agenda.in(plan.awayS(), () -> resume(sweep, plan));
    }
  }

  private void resume(SweepDrive sweep, DriverPlan.Interruption plan) {
    if (!driver.listens()) {
      agenda.in(driver.downS(), () -> resume(sweep, plan));
      return;
    }
    sweep.willBeResumed = false;
    sweep.rebuild();
    if (plan.numSamples() == 0 || driver.decide(sweep, new SweepEvent.Grown(plan.numSamples()))) {
      driver.decide(sweep, new SweepEvent.DriverStarted(driver.name()));
    } else {
      resumeLater(sweep, plan); // it was killed in between
    }
  }
}
