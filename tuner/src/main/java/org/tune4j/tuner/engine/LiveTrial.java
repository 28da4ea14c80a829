package org.tune4j.tuner.engine;

import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.stop.Effort;
import org.tune4j.tuner.stop.TrialWatch;

/** A trial that has not ended, with what the engine must remember of it only until then. */
final class LiveTrial {
  Trial trial;
  final Checkpoints checkpoints;

  /** The stop rules that watch it. */
  final TrialWatch watch;

  /** What its present attempt has behind it, with what was before its checkpoint. */
  Effort effort = Effort.NONE;

  /** The last result of the present attempt; of an earlier one while the trial waits. */
  @Nullable Result last;

  /** Why it was told to stop; {@code null} while it was not. */
  @Nullable String stopReason;

  /** Why the scheduler told it to pause, until it goes on; {@code null} while it did not. */
  @Nullable String pauseReason;

  LiveTrial(Trial trial, Checkpoints checkpoints, TrialWatch watch) {
    this.trial = trial;
    this.checkpoints = checkpoints;
    this.watch = watch;
  }

  /** The last iteration that the present attempt reported, 0 before its first. */
  int lastIteration() {
    return last != null && last.attempt() == trial.attempts() ? last.trainingIteration() : 0;
  }
}
