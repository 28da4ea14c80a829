package org.tune4j.tuner.sim;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;

/**
 * What attempts do on their members: step, report, wait for the answer, save where that is due,
 * end. What one has to say it says again to the next driver when it got no answer.
 */
final class Running {
  private static final String CHECKSUM = "0".repeat(64);

  private final Agenda agenda;
  private final Members members;
  private final Costs costs;
  private final Driver driver;

  /** Who hears what attempts say. */
  interface Driver {
    /** Whether somebody listens. */
    boolean listens();

    void reported(Attempt attempt, Result result);

    void saved(Attempt attempt, Checkpoint checkpoint, Runnable then);

    void ended(Attempt attempt, Outcome outcome, @Nullable String message);

    void damaged(Attempt attempt, Checkpoint checkpoint);
  }

  Running(Agenda agenda, Members members, Costs costs, Driver driver) {
    this.agenda = agenda;
    this.members = members;
    this.costs = costs;
    this.driver = driver;
  }

  /** The order to start. */
  void start(Attempt attempt, Trial trial, @Nullable Checkpoint from) {
    attempt.trial = trial;
    attempt.progress = attempt.sweep.progress(from);
    attempt.savedIteration = 0;
    double wait = costs.start() + (from == null ? 0 : costs.restore());
    boolean damaged = from != null && attempt.sweep.plan.curves().isDamaged(trial, from);
    agenda.in(wait, () -> begin(attempt, damaged ? from : null));
  }

  private void begin(Attempt attempt, @Nullable Checkpoint damaged) {
    if (damaged == null) {
      step(attempt);
    } else if (!attempt.gone) {
      tell(attempt, () -> driver.damaged(attempt, damaged));
    }
  }

  private void step(Attempt attempt) {
    Trial trial = attempt.trial;
    if (attempt.gone || trial == null) {
      return;
    }
    Attempt.Progress before = attempt.progress;
    Curves.Step step =
        attempt.sweep.plan.curves().step(trial, before.iteration() + 1, before.state());
    double took = step.seconds() * members.named(attempt.placement.member()).factor;
    agenda.in(took, () -> stepped(attempt, step, took));
  }

  private void stepped(Attempt attempt, Curves.Step step, double took) {
    if (attempt.gone) {
      return;
    }
    attempt.sweep.spent(took);
    if (step.failure() != null) {
      tell(attempt, () -> driver.ended(attempt, Outcome.FAILED, step.failure()));
      return;
    }
    attempt.last = step;
    attempt.progress = attempt.progress.after(step, took);
    Result result = result(attempt, step);
    tell(attempt, () -> driver.reported(attempt, result));
  }

  private static Result result(Attempt attempt, Curves.Step step) {
    Attempt.Progress progress = attempt.progress;
    return new Result(
        attempt.trialId,
        attempt.number,
        progress.iteration(),
        progress.timesteps(),
        0,
        progress.seconds(),
        step.metrics(),
        null,
        step.done());
  }

  /** What it says is said again to the next driver, until one has answered. */
  private void tell(Attempt attempt, Runnable message) {
    attempt.unheard = message;
    if (driver.listens()) {
      message.run();
    }
  }

  /** The answer to a result. */
  void answered(Attempt attempt, Decision decision) {
    attempt.unheard = null;
    Curves.Step step = Objects.requireNonNull(attempt.last, "an answer to no result");
    boolean due = attempt.sweep.isSaveDue(attempt.progress.iteration());
    if (decision == Decision.PAUSE) {
      Runnable then = () -> end(attempt, step.done() ? Outcome.FINISHED : Outcome.PAUSED);
      saveIf(!step.done() || due, attempt, then);
    } else if (step.done() || decision == Decision.STOP) {
      saveIf(due, attempt, () -> finish(attempt));
    } else {
      saveIf(due, attempt, () -> step(attempt));
    }
  }

  private void finish(Attempt attempt) {
    boolean unsaved = attempt.progress.iteration() > attempt.savedIteration;
    saveIf(
        unsaved && attempt.sweep.plan.saving().atEnd(),
        attempt,
        () -> end(attempt, Outcome.FINISHED));
  }

  private void saveIf(boolean due, Attempt attempt, Runnable then) {
    Curves.Step step = attempt.last;
    if (!due || step == null || step.checkpointBytes() == 0) {
      then.run();
      return;
    }
    Checkpoint checkpoint =
        new Checkpoint(
            attempt.trialId,
            attempt.number,
            attempt.progress.iteration(),
            step.checkpointBytes(),
            CHECKSUM);
    agenda.in(costs.save(), () -> save(attempt, checkpoint, then));
  }

  private void save(Attempt attempt, Checkpoint checkpoint, Runnable then) {
    if (!attempt.gone) {
      attempt.savedIteration = checkpoint.trainingIteration();
      tell(
          attempt,
          () ->
              driver.saved(
                  attempt,
                  checkpoint,
                  () -> {
                    attempt.unheard = null;
                    then.run();
                  }));
    }
  }

  /** Not at once: an engine must not hear of that while it decides. */
  private void end(Attempt attempt, Outcome outcome) {
    agenda.in(
        0,
        () -> {
          if (!attempt.gone) {
            tell(attempt, () -> driver.ended(attempt, outcome, null));
          }
        });
  }

  /** There is a new driver: what got no answer is said again. */
  void sayAgain(Attempt attempt) {
    Runnable unheard = attempt.unheard;
    if (unheard != null) {
      agenda.in(
          0,
          () -> {
            if (!attempt.gone && attempt.unheard == unheard && driver.listens()) {
              unheard.run();
            }
          });
    }
  }
}
