package org.tune4j.tuner.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;
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

  /** The checkpoint of another that it went on at; {@code null} for none. */
  @Nullable Loan loan;

  /** The checkpoints of others at which it has begun, by their ids, the last one last. */
  final List<String> begunAt = new ArrayList<>();

  /** What it was proposed as, once it has been lent a checkpoint. */
  @Nullable Trial proposed;

  /** Results beyond this iteration count no more, wherever the next attempt begins. */
  int countsUpTo = Integer.MAX_VALUE;

  /** {@code null} where no trial goes on at the checkpoint of another. */
  final @Nullable Improvements improvements;

  LiveTrial(Trial trial, Checkpoints checkpoints, TrialWatch watch, boolean mayExploit) {
    this.trial = trial;
    this.checkpoints = checkpoints;
    this.watch = watch;
    this.improvements = mayExploit ? new Improvements() : null;
  }

  /**
   * Takes in a result of the present attempt.
   *
   * @return whether it changes how the trial stands: its best value, or its outcome
   */
  boolean see(Result result, @Nullable Objectives objectives) {
    last = result;
    Trial judged =
        objectives == null
            ? null
            : objectives.isPlain()
                ? better(trial, objectives.first(), result)
                : judged(objectives, result);
    if (judged != null) {
      trial = judged;
      if (improvements != null) {
        improvements.add(judged.state().best());
      }
    }
    return judged != null;
  }

  /** The trial with a new best; {@code null} when this is none. */
  private static @Nullable Trial better(Trial trial, Objective objective, Result result) {
    Double value = result.value(objective.metric());
    return value != null && objective.isBetter(value, trial.bestValue())
        ? trial.withBest(new TrialState.Best(value, result.trainingIteration()))
        : null;
  }

  /** A result that lacks a metric says nothing; one that breaks a bound is never the best. */
  private @Nullable Trial judged(Objectives objectives, Result result) {
    Outcome outcome = objectives.outcome(result);
    if (outcome == null) {
      return null;
    }
    Trial judged = trial.withOutcome(outcome);
    Trial better = outcome.isFeasible() ? better(judged, objectives.first(), result) : null;
    return better == null ? judged : better;
  }

  /** Forgets a checkpoint of its own, to make room; {@code null} when it has none of that id. */
  @Nullable Checkpoint giveUp(String id) {
    Checkpoints.Kept before = loan == null ? null : loan.before();
    if (loan != null && before != null && before.checkpoint().id().equals(id)) {
      loan = loan.withoutBefore();
      return before.checkpoint();
    }
    return checkpoints.giveUp(id);
  }

  /**
   * The next attempt begins: what came later than that counts no more.
   *
   * @param from where it begins; {@code null} for from scratch
   * @return up to which iteration the earlier results count
   */
  int goesOn(@Nullable Checkpoint from) {
    int after = from == null ? 0 : Math.min(countsUpTo, from.trainingIteration());
    countsUpTo = Integer.MAX_VALUE;
    Checkpoints.Kept own = checkpoints.newest();
    TrialState.Best best = from == null || own == null ? trial.state().best() : own.best();
    if (improvements != null) {
      best = improvements.upTo(after);
    }
    Outcome outcome = from == null || own == null ? trial.outcome() : own.outcome();
    trial =
        trial
            .withBest(best == null || best.iteration() > after ? null : best)
            .withOutcome(outcome == null || outcome.iteration() > after ? null : outcome);
    return after;
  }

  /** The last iteration that the present attempt reported, 0 before its first. */
  int lastIteration() {
    return last != null && last.attempt() == trial.attempts() ? last.trainingIteration() : 0;
  }
}
