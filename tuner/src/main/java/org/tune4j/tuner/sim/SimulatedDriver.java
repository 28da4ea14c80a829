package org.tune4j.tuner.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.engine.Command;

/**
 * Drives simulated sweeps as the driver of a real grid does: it writes down what it hears, has the
 * engines decide, answers, and places what wants to run. It may be killed; then the next one makes
 * the engines again from what was written down, and finds out what still runs.
 */
final class SimulatedDriver implements Running.Driver {
  private final Agenda agenda;
  private final Members members;
  private final Running running;
  private final List<SweepDrive> sweeps;
  private final Interruptions interruptions;
  private final Deadlines deadlines;

  private Placing placing;
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
    this.interruptions = new Interruptions(agenda, this, sweeps);
    this.deadlines = new Deadlines(agenda, this);
    this.placing = new Placing(this, members, sweeps);
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
    placing.over(attempt);
  }

  void lose(Attempt attempt, String why) {
    ended(attempt, Outcome.LOST, why);
  }

  // ---- decide ----

  /**
   * Writes an event down, has the engine decide, and does what it says.
   *
   * @return whether the driver lived to do so
   */
  boolean decide(SweepDrive sweep, SweepEvent event) {
    List<Command> commands = sweep.handle(event, agenda.now());
    interruptions.decided(sweep);
    if (diesDeciding) {
      diesDeciding = false;
      goDown();
      return false;
    }
    commands.forEach(command -> execute(sweep, command));
    if (event instanceof SweepEvent.DriverStarted) {
      deadlines.arm(sweep);
    }
    return true;
  }

  private void execute(SweepDrive sweep, Command command) {
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

  /** Gives what is free to those who want it. */
  void place() {
    placing.place();
  }

  // ---- members ----

  void joined(SimulatedMember member) {
    if (!down) {
      placing.joined(member);
      member.known = true;
    }
  }

  /** The driver comes to know that a member is gone. */
  void noticed(SimulatedMember member) {
    if (down || !member.known) {
      return;
    }
    member.known = false;
    placing.left(member);
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
    placing = new Placing(this, members, sweeps);
    List<SweepDrive> taken = sweeps.stream().filter(sweep -> !sweep.isOver()).toList();
    for (SweepDrive sweep : taken) {
      if (drivers > 1) {
        sweep.rebuild();
      }
      sweep.interruption = null;
      if (!down) {
        decide(sweep, new SweepEvent.DriverStarted(name()));
      }
    }
    if (!down) {
      taken.forEach(sweep -> runningTrials(sweep).forEach(placing::reserve));
      members.all().stream().filter(SimulatedMember::isThere).forEach(placing::joined);
      members.all().forEach(SimulatedMember::isKnownAnew);
      adopt(taken);
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
          placing.adopt(attempt);
          running.sayAgain(attempt);
        }
      }
      for (Trial trial : runningTrials(sweep)) {
        if (!down && !sweep.attempts.containsKey(trial.id())) {
          placing.giveUp(trial);
          decide(
              sweep,
              new SweepEvent.Ended(
                  trial.id(), trial.attempts(), Outcome.LOST, "its driver was gone"));
        }
      }
    }
  }

  /** Names who drives now. */
  String name() {
    return "driver-" + drivers;
  }

  /** For how long nobody drives once this one is killed. */
  double downS() {
    return downS;
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

  /** Someone stops a sweep, and goes on with it later. */
  void interrupt(DriverPlan.Interruption plan) {
    interruptions.interrupt(plan);
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
    return placing.waitsFor(sweep);
  }
}
