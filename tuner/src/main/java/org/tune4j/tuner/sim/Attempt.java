package org.tune4j.tuner.sim;

import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Trial;

/** One attempt of a trial, from when it was placed until its driver knows that it is over. */
final class Attempt {
  final SweepDrive sweep;
  final String trialId;
  final int number;
  final Placement placement;

  /** The trial as its order to start has it; {@code null} until that order was given. */
  @Nullable Trial trial;

  Progress progress = Progress.START;
  int savedIteration;

  /** The step that it took last; {@code null} before the first. */
  Curves.@Nullable Step last;

  /** Whether nobody will hear of it any more. */
  boolean gone;

  /** What it says until a driver answers; {@code null} while it works. */
  @Nullable Runnable unheard;

  /**
   * How far a trial has come.
   *
   * @param seconds spent in iterations
   */
  record Progress(int iteration, long timesteps, double seconds, Curves.@Nullable State state) {
    static final Progress START = new Progress(0, 0, 0, null);

    Progress after(Curves.Step step, double tookS) {
      return new Progress(
          iteration + 1, timesteps + step.timesteps(), seconds + tookS, step.state());
    }
  }

  Attempt(SweepDrive sweep, String trialId, int number, Placement placement) {
    this.sweep = sweep;
    this.trialId = trialId;
    this.number = number;
    this.placement = placement;
  }

  /** Names it in the ledger. */
  String holder() {
    return trialId + "#" + number;
  }
}
