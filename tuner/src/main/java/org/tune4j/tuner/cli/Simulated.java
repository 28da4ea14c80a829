package org.tune4j.tuner.cli;

import java.util.List;
import java.util.stream.Stream;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.schedule.SchedulerKinds;
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

  /** The trials that it had. */
  static Simulated again(Sweep sweep, RecordedCurves curves, String text) {
    return new Simulated(
        sweep,
        again(sweep.simulated(curves), curves),
        again(asFifo(sweep).simulated(curves), curves),
        text,
        sweep.warnings());
  }

  private static SimulatedSweep again(SimulatedSweep sweep, RecordedCurves curves) {
    return new SimulatedSweep(
        curves.rules(sweep.rules()), curves::searcher, sweep.scheduler(), sweep.saving(), curves);
  }

  private static Sweep asFifo(Sweep sweep) {
    return sweep.withScheduling(Sweep.Scheduling.FIFO);
  }

  String scheduler() {
    return sweep.scheduling().kind().name();
  }

  boolean isFifo() {
    return sweep.scheduling().kind().equals(SchedulerKinds.FIFO);
  }
}
