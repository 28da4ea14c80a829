package org.tune4j.tuner.cli;

import java.util.List;
import java.util.stream.Stream;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.schedule.SchedulerKinds;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.tuner.sim.Curves;
import org.tune4j.tuner.sim.RecordedCurves;
import org.tune4j.tuner.sim.SimulatedSweep;

/**
 * A sweep that is simulated with its scheduler and with FIFO, with the same curves.
 *
 * @param sweep what is simulated
 * @param own with its scheduler
 * @param fifo without
 * @param curves what its trials report, for people
 * @param notes what else its user should know, a sentence each
 */
record Simulated(
    Sweep sweep, SimulatedSweep own, SimulatedSweep fifo, String curves, List<String> notes) {

  Simulated {
    notes = List.copyOf(notes);
  }

  /** The trials that it would have. */
  static Simulated of(Sweep sweep, Curves curves, String text, List<String> notes) {
    return new Simulated(
        sweep,
        sweep.simulated(curves),
        asFifo(sweep).simulated(curves),
        text,
        Stream.concat(sweep.warnings().stream(), notes.stream()).toList());
  }

  /** The trials that it would have, where others with the same configs were recorded. */
  static Simulated recorded(Sweep sweep, RecordedCurves curves, String text, List<String> notes) {
    Simulated of = of(sweep, curves, text, notes);
    return new Simulated(sweep, once(of.own), once(of.fifo), text, of.notes);
  }

  private static SimulatedSweep once(SimulatedSweep sweep) {
    return new SimulatedSweep(
        RecordedCurves.rules(sweep.rules()),
        sweep.searcher(),
        sweep.scheduler(),
        sweep.saving(),
        sweep.curves(),
        sweep.priority());
  }

  /**
   * The trials that it had.
   *
   * @param name by which it is recorded
   */
  static Simulated again(
      Sweep sweep, String name, RecordedCurves curves, String text, List<String> notes) {
    Simulated of = of(sweep, curves, text, notes);
    return new Simulated(
        sweep, again(of.own, name, curves), again(of.fifo, name, curves), text, of.notes);
  }

  private static SimulatedSweep again(SimulatedSweep sweep, String name, RecordedCurves curves) {
    return new SimulatedSweep(
        curves.rules(sweep.rules(), name),
        curves::searcher,
        () -> counting(sweep.scheduler().get(), curves.size()),
        sweep.saving(),
        curves);
  }

  /** What it was made for says how many trials there were to be, before the sweep grew. */
  private static TrialScheduler counting(TrialScheduler scheduler, int trials) {
    scheduler.onTotal(trials);
    return scheduler;
  }

  private static Sweep asFifo(Sweep sweep) {
    return sweep.withScheduling(Sweep.Scheduling.FIFO);
  }

  /** The number of a trial, or that by which it is recorded. */
  int number(Trial trial) {
    return own.curves() instanceof RecordedCurves recorded
        ? recorded.recordedNumber(trial)
        : trial.number();
  }

  /** Its name, or that by which it is recorded. */
  String name() {
    return own.rules().name();
  }

  String scheduler() {
    return sweep.scheduling().kind().name();
  }

  boolean isFifo() {
    return sweep.scheduling().kind().equals(SchedulerKinds.FIFO);
  }
}
