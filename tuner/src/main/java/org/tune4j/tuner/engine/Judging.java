package org.tune4j.tuner.engine;

import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.tuner.schedule.Verdict;
import org.tune4j.tuner.stop.Effort;
import org.tune4j.tuner.stop.StopRules;
import org.tune4j.tuner.stop.SweepWatch;
import org.tune4j.tuner.stop.TrialWatch;

/** What stop rules and the scheduler say of results: who stops or pauses, and why. */
final class Judging {
  private final StopRules rules;
  private final TrialScheduler scheduler;
  private final SweepWatch sweep;

  Judging(StopRules rules, TrialScheduler scheduler) {
    this.rules = rules;
    this.scheduler = scheduler;
    this.sweep = rules.ofSweep().watch();
  }

  /** What watches a trial that was just proposed. */
  TrialWatch watch() {
    return rules.ofTrial().watch();
  }

  /** The rules of the sweep see a result before anything is said of its trial. */
  void see(LiveTrial trial, Result result) {
    Effort until = Effort.until(result);
    sweep.onResult(trial.trial, result, until.since(trial.effort));
    trial.effort = until;
  }

  /** An attempt begins where a checkpoint was made, or at the beginning. */
  void begins(LiveTrial trial, Checkpoints.@Nullable Kept from) {
    trial.effort = from == null ? Effort.NONE : from.effort();
    if (trial.trial.attempts() > 1) {
      sweep.onRestarted(trial.trial, from == null ? 0 : from.checkpoint().trainingIteration());
    }
  }

  /** A trial has ended for good. */
  void ended(Trial trial) {
    sweep.onEnded(trial);
  }

  /** Why the whole sweep ends; {@code null} when it goes on. */
  @Nullable String sweepReason() {
    return sweep.reason();
  }

  /**
   * Judges a trial by its result. The user's rules come first; but the scheduler sees each result:
   * one that ends its trial counts among the others, too.
   *
   * @param sweepEnds why all trials end; {@code null} when the sweep goes on
   */
  void judge(LiveTrial trial, Result result, boolean othersWait, @Nullable String sweepEnds) {
    Verdict verdict = scheduler.onResult(trial.trial, result, othersWait);
    String reason = trial.watch.reason(result);
    if (reason == null && result.done()) {
      reason = SweepEngine.DONE;
    }
    if (reason == null) {
      reason = sweepEnds;
    }
    if (reason == null && verdict instanceof Verdict.Stop stop) {
      reason = stop.reason();
    }
    if (trial.stopReason == null) {
      trial.stopReason = reason;
    }
    if (trial.stopReason != null) {
      scheduler.onStopping(trial.trial);
    } else if (verdict instanceof Verdict.Pause pause) {
      trial.pauseReason = pause.reason();
    }
  }
}
