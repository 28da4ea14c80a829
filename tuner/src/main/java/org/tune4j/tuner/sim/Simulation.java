package org.tune4j.tuner.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs sweeps to their end on a grid that there is not, in virtual time: the same engines and the
 * same ledger as on a real one, members that come and go by a plan, trials that report what curves
 * say. One thread, no clock: the same simulation gives the same result. Not thread-safe; for one
 * run.
 *
 * <p>It checks while it runs that no trial is lost, runs twice at once or ends twice, that no
 * member gives more than it has, and that an engine which is made again from its log is the one
 * that was thrown away.
 */
public final class Simulation {
  private final List<SimulatedSweep> plans;
  private final MemberPlan members;
  private Costs costs = Costs.NONE;
  private DriverPlan driver = DriverPlan.STEADY;
  private Observer observer = Observer.NONE;
  private long mostHappenings = Long.MAX_VALUE;
  private long shuffling;
  private @Nullable LongPredicate replays;
  private boolean keepsTrials = true;

  /**
   * Sweeps that begin together on one grid.
   *
   * @throws IllegalArgumentException when two have the same name
   */
  public Simulation(List<SimulatedSweep> sweeps, MemberPlan members) {
    this.plans = List.copyOf(sweeps);
    this.members = members;
    Set<String> names = new HashSet<>();
    for (SimulatedSweep sweep : plans) {
      if (!names.add(sweep.rules().name())) {
        throw new IllegalArgumentException(
            "simulation: each sweep must have a name of its own (" + sweep.rules().name() + ")");
      }
    }
  }

  /** What takes time beside the iterations; nothing unless set. */
  public Simulation costs(Costs value) {
    costs = value;
    return this;
  }

  /** What happens to the driver; nothing unless set. */
  public Simulation driver(DriverPlan value) {
    driver = value;
    return this;
  }

  /** Who looks on. */
  public Simulation observer(Observer value) {
    observer = value;
    return this;
  }

  /** It is given up after so many happenings. */
  public Simulation limit(long happenings) {
    mostHappenings = happenings;
    return this;
  }

  /**
   * What happens at the same time happens in another order than it was planned.
   *
   * @param seed which; 0 for the order of planning
   */
  public Simulation shuffled(long seed) {
    shuffling = seed;
    return this;
  }

  /**
   * Makes engines again from their logs more often than drivers crash, to compare them: at the end,
   * and after the events of each sweep whose number says so.
   */
  Simulation replayed(LongPredicate after) {
    replays = after;
    return this;
  }

  /** Forgets trials when they have ended, so that there may be any number of them. */
  public Simulation forgettingTrials() {
    keepsTrials = false;
    return this;
  }

  /**
   * Runs until all sweeps are over, nothing can happen any more, or a limit is reached.
   *
   * @throws BrokenInvariantException when it sees what must never happen
   */
  public SimulationResult run() {
    Agenda agenda = new Agenda(shuffling);
    Members grid = new Members(agenda);
    List<SweepDrive> sweeps = new ArrayList<>();
    boolean logs = driver.needsLogs() || replays != null;
    plans.forEach(p -> sweeps.add(new SweepDrive(p, logs, keepsTrials, observer)));
    sweeps.forEach(sweep -> sweep.replays = replays);
    SimulatedDriver drives = new SimulatedDriver(agenda, grid, costs, sweeps);
    plan(agenda, grid, drives);
    drives.takeOver();
    long happenings = 0;
    String limit = null;
    while (limit == null && !drives.isDone() && agenda.step()) {
      drives.place();
      happenings++;
      if (happenings >= mostHappenings) {
        limit = "it was given up after " + happenings + " happenings";
      }
    }
    if (replays != null) {
      sweeps.forEach(SweepDrive::replay);
    }
    return result(agenda, grid, drives, sweeps, limit, happenings);
  }

  private static SimulationResult result(
      Agenda agenda,
      Members grid,
      SimulatedDriver drives,
      List<SweepDrive> sweeps,
      @Nullable String limit,
      long happenings) {
    List<SimulationResult.SweepEnd> ends = new ArrayList<>();
    double makespan = 0;
    for (SweepDrive sweep : sweeps) {
      String waits = limit == null ? drives.waitsFor(sweep) : limit;
      SimulationResult.SweepEnd end = sweep.end(agenda.seconds(), waits);
      makespan = Math.max(makespan, end.endedS());
      ends.add(end);
    }
    return new SimulationResult(makespan, ends, grid.uses(), grid.timeline(), happenings);
  }

  // ---- the plan ----

  private void plan(Agenda agenda, Members grid, SimulatedDriver drives) {
    for (MemberPlan.Change change : members.changes()) {
      SimulatedMember member = grid.named(change.member());
      if (change.what() instanceof MemberPlan.Joins) {
        drives.expectedJoins++;
      }
      agenda.at(Agenda.micros(change.atS()), () -> change(change, member, agenda, grid, drives));
    }
    for (DriverPlan.Crash crash : driver.crashes()) {
      agenda.at(Agenda.micros(crash.atS()), () -> drives.crash(crash));
    }
    for (DriverPlan.Interruption interruption : driver.interruptions()) {
      agenda.at(Agenda.micros(interruption.atS()), () -> drives.interrupt(interruption));
    }
  }

  private void change(
      MemberPlan.Change change,
      SimulatedMember member,
      Agenda agenda,
      Members grid,
      SimulatedDriver drives) {
    switch (change.what()) {
      case MemberPlan.Joins what -> {
        drives.expectedJoins--;
        if (!member.isThere()) {
          drives.noticed(member); // as soon as it is back, if not before
          grid.join(member, what.offer());
          drives.joined(member);
        }
      }
      case MemberPlan.Leaves what -> {
        if (member.isThere()) {
          grid.leave(member);
          drives.noticed(member);
        }
      }
      case MemberPlan.Dies what -> {
        if (member.isThere()) {
          grid.leave(member);
          agenda.in(costs.notice(), () -> noticeIfGone(member, drives));
        }
      }
      case MemberPlan.Slows what -> member.factor = what.factor();
    }
  }

  private static void noticeIfGone(SimulatedMember member, SimulatedDriver drives) {
    if (!member.isThere()) {
      drives.noticed(member);
    }
  }
}
