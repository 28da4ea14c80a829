package org.tune4j.tuner.sim;

import java.util.function.Supplier;
import org.tune4j.search.Searcher;
import org.tune4j.tuner.engine.SweepEngine;
import org.tune4j.tuner.engine.SweepRules;
import org.tune4j.tuner.schedule.TrialScheduler;

/**
 * A sweep to be simulated. Its engine may be made several times: it is thrown away with its driver
 * and made again from the event log.
 *
 * @param rules what the engine must know; its name must be that of no other sweep of the simulation
 * @param searcher makes one that begins anew, always the same
 * @param scheduler makes one that begins anew, always the same
 * @param saving when its trials save their state
 * @param curves what its trials report
 * @param priority among the sweeps of a simulation, as {@link org.tune4j.tuner.place.Turns} has it
 */
public record SimulatedSweep(
    SweepRules rules,
    Supplier<? extends Searcher> searcher,
    Supplier<? extends TrialScheduler> scheduler,
    Saving saving,
    Curves curves,
    int priority) {

  /** One of the usual priority. */
  public SimulatedSweep(
      SweepRules rules,
      Supplier<? extends Searcher> searcher,
      Supplier<? extends TrialScheduler> scheduler,
      Saving saving,
      Curves curves) {
    this(rules, searcher, scheduler, saving, curves, 0);
  }

  /**
   * When trials save their state, beside when they pause. What the scheduler needs is not added:
   * whoever makes the sweep must, as for a real one.
   *
   * @param frequency after every so many iterations; 0 for never
   * @param atEnd when a trial ends well
   */
  public record Saving(int frequency, boolean atEnd) {
    /** At the end alone. */
    public static final Saving AT_END = new Saving(0, true);

    boolean isDue(int iteration) {
      return frequency > 0 && iteration % frequency == 0;
    }
  }

  SweepEngine engine() {
    return new SweepEngine(rules, searcher.get(), scheduler.get());
  }
}
