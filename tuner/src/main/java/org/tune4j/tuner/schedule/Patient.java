package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * A scheduler whose word ends a running trial only when patience with it is over. It sees every
 * result, and may pause and resume as it likes.
 */
final class Patient extends WrappingScheduler {
  private final Patience patience;

  private Patient(Patience patience, TrialScheduler scheduler) {
    super(scheduler);
    this.patience = patience;
  }

  /**
   * @param wrapped a name, or a map with a type
   * @throws org.tune4j.yaml.InvalidInputException when there is no such scheduler, or it cannot
   *     work
   */
  static Patient of(Patience patience, Object wrapped, SchedulerKind.Setup setup) {
    TrialScheduler scheduler = Wrapped.of(wrapped, setup);
    if (scheduler.goesByOffers()) {
      throw new InvalidInputException(
          new Problem(
              "scheduler: patience cannot stand around resource_changing",
              null,
              "swap them: {type: resource_changing, scheduler: {type: patience, patience: 3}}"));
    }
    return new Patient(patience, scheduler);
  }

  @Override
  public void onAdded(Trial trial) {
    patience.onAdded(trial);
    super.onAdded(trial);
  }

  @Override
  public Verdict onResult(Trial trial, Result result, boolean othersWait) {
    patience.onResult(trial, result, othersWait);
    Verdict verdict = super.onResult(trial, result, othersWait);
    if (!(verdict instanceof Verdict.Stop stop)) {
      return verdict;
    }
    return patience.isOver(trial)
        ? new Verdict.Stop(stop.reason() + "; patience: " + patience.text(trial))
        : Verdict.GO_ON;
  }

  @Override
  public void onEnded(Trial trial) {
    patience.onEnded(trial);
    super.onEnded(trial);
  }

  @Override
  public List<String> plan() {
    List<String> lines = new ArrayList<>(patience.plan());
    lines.addAll(super.plan());
    return lines;
  }
}
