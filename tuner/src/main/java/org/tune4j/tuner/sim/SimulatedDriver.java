package org.tune4j.tuner.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.place.Ledger;
import org.tune4j.tuner.place.Turns;

/**
 * Drives simulated sweeps as the driver of a real grid does: it writes down what it hears, has the
 * engines decide, answers, and places what wants to run. It may be killed; then the next one makes
 * the engines again from what was written down, and finds out what still runs.
 */
final class SimulatedDriver implements Running.Driver {
  /** How long trials have to come to their next result once the sweep's time is up. */
  private static final double ABORT_AFTER_S = 10;

  private final Agenda agenda;
  private final Members members;
  private final Running running;
  private final List<SweepDrive> sweeps;
  private final Map<String, SweepDrive> byName = new HashMap<>();

  private Ledger ledger = new Ledger();
  private Turns turns = new Turns();
  private boolean down = true;
  private boolean diesDeciding;
  private double downS;
  private int drivers;

  /** Members that the script will still bring: until then, nothing is too large for the grid. */
  int expectedJoins;

  SimulatedDriver(Agenda agenda, Members members, Costs costs, List<SweepDrive> sweeps) {
    this.agenda = agenda;
    this.members = members;
    this.running = new Running(agenda, members, costs, this);
    this.sweeps = sweeps;
    sweeps.forEach(sweep -> byName.put(sweep.name, sweep));
  }

  // ---- what attempts say ----

  @Override
  public boolean listens() {
    return !down;
  }

  @Override
  public void reported(Attempt attempt, Result result) {
    Decision known = attempt.sweep.engine().answerToRepeat(result);
    if (known == null) {
      decide(attempt.sweep, new SweepEvent.Reported(result));
    } else {
      running.answered(attempt, known);
    }
  }

  @Override
  public void saved(Attempt attempt, Checkpoint checkpoint, Runnable then) {
    attempt.sweep.keep(checkpoint, attempt.progress);
    if (decide(attempt.sweep, new SweepEvent.Saved(checkpoint))) {
      then.run();
    }
  }

  @Override
  public void ended(Attempt attempt, Outcome outcome, @Nullable String message) {
    over(attempt);
    decide(attempt.sweep, new SweepEvent.Ended(attempt.trialId, attempt.number, outcome, message));
  }

  @Override
  public void damaged(Attempt attempt, Checkpoint checkpoint) {
    over(attempt);
    decide(
        attempt.sweep,
        new SweepEvent.Damaged(attempt.trialId, attempt.number, checkpoint, "it is damaged"));
  }

  private void over(Attempt attempt) {
    attempt.sweep.attempts.remove(attempt.trialId, attempt);
    members.give(attempt);
    ledger.release(attempt.holder());
    turns.released(attempt.holder());
  }

  private void lose(Attempt attempt, String why) {
    ended(attempt, Outcome.LOST, why);
  }

  // ---- decide ----

  /**
   * Writes an event down, has the engine decide, and does what it says.
   *
   * @return whether the driver lived to do so
   */
  private boolean decide(SweepDrive sweep, SweepEvent event) {
    List<Command> commands = sweep.handle(event, agenda.now());
    if (sweep.isOver() && sweep.interruption != null) {
      DriverPlan.Interruption by = sweep.interruption;
      sweep.interruption = null;
      resumeLater(sweep, by);
    }
    if (diesDeciding) {
      diesDeciding = false;
      goDown();
      return false;
    }
    for (Command command : commands) {
      if (command instanceof Command.Answer c) {
        Attempt attempt = sweep.attempts.get(c.trialId());
        if (attempt != null && attempt.number == c.attempt()) {
          running.answered(attempt, c.decision());
        }
      } else if (command instanceof Command.Start c) {
        Attempt attempt = sweep.attempts.get(c.trial().id());
        if (attempt != null) {
          running.start(attempt, c.trial(), c.from());
        }
      }
    }
    if (event instanceof SweepEvent.DriverStarted) {
      armDeadline(sweep);
    }
    return true;
  }

  // ---- place ----

  /** Gives what is free to those who want it. */
  void place() {
    boolean placed = true;
    while (placed && !down && ledger.hasRoom()) {
      placed = turns.take(ledger::total, this::ask, this::mayCome);
    }
  }

  private Turns.Answer ask(String name) {
    SweepDrive sweep = byName.get(name);
    if (sweep == null || sweep.isOver()) {
      return Turns.Answer.NOTHING;
    }
    if (placeOne(sweep)) {
      return Turns.Answer.DONE;
    }
    return down || sweep.engine().nextToPlace() == null
        ? Turns.Answer.NOTHING
        : Turns.Answer.NO_ROOM;
  }

  /** Whether a sweep's next trial would fit on those who are there, if all that runs had ended. */
  private boolean mayCome(String name) {
    SweepDrive sweep = byName.get(name);
    Trial next = sweep == null ? null : sweep.engine().nextToPlace();
    return next != null
        && Ledger.fits(
            next.resources(), ledger.members().stream().map(Ledger.MemberRoom::offer).toList());
  }

  private boolean placeOne(SweepDrive sweep) {
    if (down) {
      return false;
    }
    while (sweep.engine().nextToPlace() == null && sweep.engine().isHungry()) {
      if (!decide(sweep, new SweepEvent.SlotFree())) {
        return false;
      }
    }
    Trial next = sweep.engine().nextToPlace();
    if (next == null) {
      return false;
    }
    if (expectedJoins == 0 && !ledger.canEverHold(next.resources())) {
      String why = ledger.explain(next.resources());
      return decide(sweep, new SweepEvent.Ended(next.id(), 0, Outcome.FAILED, why));
    }
    int number = next.attempts() + 1;
    Placement placement = ledger.take(next.id() + "#" + number, next.resources());
    if (placement == null) {
      return false;
    }
    Attempt attempt = new Attempt(sweep, next.id(), number, placement);
    if (sweep.attempts.put(next.id(), attempt) != null) {
      throw new BrokenInvariantException(next.id() + " runs already, and is placed again");
    }
    members.take(attempt);
    turns.took(sweep.name, attempt.holder(), placement);
    return decide(sweep, new SweepEvent.Placed(next.id(), number, placement));
  }

  // ---- members ----

  void joined(SimulatedMember member) {
    if (!down) {
      ledger.join(member.name, member.offer());
      member.known = true;
    }
  }

  /** The driver comes to know that a member is gone. */
  void noticed(SimulatedMember member) {
    if (down || !member.known) {
      return;
    }
    member.known = false;
    ledger.leave(member.name);
    for (Attempt attempt : member.takeOrphans()) {
      if (!down && attempt.sweep.attempts.get(attempt.trialId) == attempt) {
        lose(attempt, "member " + member.name + " is gone");
      }
    }
  }

  // ---- the driver's own life ----

  /** A driver that begins, or takes over what another one left behind. */
  void takeOver() {
    down = false;
    drivers++;
    ledger = new Ledger();
    turns = new Turns();
    sweeps.forEach(sweep -> turns.join(sweep.name, sweep.priority()));
    List<SweepDrive> taken = sweeps.stream().filter(sweep -> !sweep.isOver()).toList();
    for (SweepDrive sweep : taken) {
      if (drivers > 1) {
        sweep.rebuild();
      }
      sweep.interruption = null;
      if (!down) {
        decide(sweep, new SweepEvent.DriverStarted("driver-" + drivers));
      }
    }
    if (!down) {
      hold(taken);
      members.all().stream()
          .filter(SimulatedMember::isThere)
          .forEach(member -> ledger.join(member.name, member.offer()));
      members.all().forEach(SimulatedMember::isKnownAnew);
      adopt(taken);
    }
  }

  /** What the log says that runs keeps what it held, until it is known what became of it. */
  private void hold(List<SweepDrive> taken) {
    for (SweepDrive sweep : taken) {
      for (Trial trial : runningTrials(sweep)) {
        Placement placement = trial.placement();
        if (placement != null) {
          ledger.hold(trial.id() + "#" + trial.attempts(), placement);
        }
      }
    }
  }

  private static List<Trial> runningTrials(SweepDrive sweep) {
    return sweep.engine().liveTrials().keySet().stream()
        .filter(trial -> trial.status() == TrialStatus.RUNNING)
        .toList();
  }

  private void adopt(List<SweepDrive> taken) {
    for (SweepDrive sweep : taken) {
      for (Attempt attempt : List.copyOf(sweep.attempts.values())) {
        if (!sweep.engine().isRunning(attempt.trialId, attempt.number)) {
          over(attempt);
        } else if (attempt.gone || attempt.trial == null) {
          over(attempt); // the log says that it runs: it is among those that are lost
        } else {
          ledger.hold(attempt.holder(), attempt.placement);
          turns.took(sweep.name, attempt.holder(), attempt.placement);
          running.sayAgain(attempt);
        }
      }
      for (Trial trial : runningTrials(sweep)) {
        if (!down && !sweep.attempts.containsKey(trial.id())) {
          ledger.release(trial.id() + "#" + trial.attempts());
          decide(
              sweep,
              new SweepEvent.Ended(
                  trial.id(), trial.attempts(), Outcome.LOST, "its driver was gone"));
        }
      }
    }
  }

  /** The driver is killed. */
  void crash(DriverPlan.Crash crash) {
    if (!down) {
      downS = crash.downS();
      if (crash.deciding()) {
        diesDeciding = true;
      } else {
        goDown();
      }
    }
  }

  private void goDown() {
    down = true;
    agenda.in(downS, this::takeOver);
  }

  // ---- interruptions, deadlines ----

  /** Someone stops a sweep, and goes on with it later. */
  void interrupt(DriverPlan.Interruption plan) {
    SweepDrive sweep = sweeps.get(plan.sweep());
    if (down) {
      agenda.in(downS, () -> interrupt(plan));
    } else if (sweep.isOver()) {
      resumeLater(sweep, plan);
    } else {
      sweep.interruption = plan;
      if (decide(sweep, new SweepEvent.Interrupted("a script says so"))) {
        agenda.in(plan.graceS(), () -> waitedEnough(sweep, plan));
      }
    }
  }

  private void waitedEnough(SweepDrive sweep, DriverPlan.Interruption plan) {
    for (Attempt attempt : List.copyOf(sweep.attempts.values())) {
      if (!down && plan.equals(sweep.interruption)) {
        lose(attempt, "it did not pause in time");
      }
    }
  }

  private void resumeLater(SweepDrive sweep, DriverPlan.Interruption plan) {
    if (!sweep.willBeResumed && (!sweep.isFinished() || plan.numSamples() > 0)) {
      sweep.willBeResumed = true;
      agenda.in(plan.awayS(), () -> resume(sweep, plan));
    }
  }

  private void resume(SweepDrive sweep, DriverPlan.Interruption plan) {
    if (down) {
      agenda.in(downS, () -> resume(sweep, plan));
      return;
    }
    sweep.willBeResumed = false;
    sweep.rebuild();
    if (plan.numSamples() == 0 || decide(sweep, new SweepEvent.Grown(plan.numSamples()))) {
      decide(sweep, new SweepEvent.DriverStarted("driver-" + drivers));
    } else {
      resumeLater(sweep, plan); // it was killed in between
    }
  }

  private void armDeadline(SweepDrive sweep) {
    Instant deadline = sweep.engine().deadline();
    if (deadline != null) {
      Duration until = Duration.between(Instant.EPOCH, deadline);
      agenda.at(until.toSeconds() * 1_000_000 + until.toNanosPart() / 1_000, () -> late(sweep));
    }
  }

  private void late(SweepDrive sweep) {
    Instant deadline = sweep.engine().deadline();
    long now = agenda.now();
    if (down || sweep.isOver() || deadline == null) {
      return;
    }
    if (deadline.isAfter(Instant.EPOCH.plus(now, ChronoUnit.MICROS))) {
      return; // another driver has more time, and an appointment of its own
    }
    if (decide(sweep, new SweepEvent.DeadlinePassed())) {
      agenda.in(ABORT_AFTER_S, () -> endLate(sweep));
    }
  }

  private void endLate(SweepDrive sweep) {
    for (Attempt attempt : List.copyOf(sweep.attempts.values())) {
      if (!down && sweep.engine().isTimeUp()) {
        lose(attempt, "the sweep's time is up");
      }
    }
  }

  // ---- at the end ----

  boolean isDone() {
    for (SweepDrive sweep : sweeps) {
      if (!sweep.isOver() || sweep.willBeResumed) {
        return false;
      }
    }
    return true;
  }

  /** What keeps a sweep from its end. */
  String waitsFor(SweepDrive sweep) {
    List<String> why = new ArrayList<>();
    Trial next = sweep.engine().nextToPlace();
    if (next != null) {
      why.add(next.id() + " " + ledger.explain(next.resources()));
    }
    if (!sweep.attempts.isEmpty()) {
      why.add(sweep.attempts.size() + " trials run");
    }
    return why.isEmpty() ? "nothing happens any more" : String.join(", ", why);
  }
}
