package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/**
 * A scheduler whose word ends a running trial only when patience with it is over. It sees every
 * result, and may pause and resume as it likes.
 */
final class Patient implements TrialScheduler {
  private final Patience patience;
  private final TrialScheduler scheduler;

  private Patient(Patience patience, TrialScheduler scheduler) {
    this.patience = patience;
    this.scheduler = scheduler;
  }

  /**
   * @param wrapped a name, or a map with a type
   * @throws org.tune4j.yaml.InvalidInputException when there is no such scheduler, or it cannot
   *     work
   */
  static Patient of(Patience patience, Object wrapped, SchedulerKind.Setup setup) {
    return new Patient(patience, Wrapped.of(wrapped, setup));
  }

  @Override
  public void onAdded(Trial trial) {
    patience.onAdded(trial);
    scheduler.onAdded(trial);
  }

  @Override
  public void onTotal(long total) {
    scheduler.onTotal(total);
  }

  @Override
  public Verdict onResult(Trial trial, Result result, boolean othersWait) {
    patience.onResult(trial, result, othersWait);
    Verdict verdict = scheduler.onResult(trial, result, othersWait);
    if (!(verdict instanceof Verdict.Stop stop)) {
      return verdict;
    }
    return patience.isOver(trial)
        ? new Verdict.Stop(stop.reason() + "; patience: " + patience.text(trial))
        : Verdict.GO_ON;
  }

  @Override
  public void onSaved(Trial trial) {
    scheduler.onSaved(trial);
  }

  @Override
  public void onPaused(Trial trial) {
    scheduler.onPaused(trial);
  }

  @Override
  public void onResumed(Trial trial) {
    scheduler.onResumed(trial);
  }

  @Override
  public void onEnded(Trial trial) {
    patience.onEnded(trial);
    scheduler.onEnded(trial);
  }

  @Override
  public Choice choose(boolean more) {
    return scheduler.choose(more);
  }

  @Override
  public List<Unwanted> unwanted() {
    return scheduler.unwanted();
  }

  @Override
  public void onStalled() {
    scheduler.onStalled();
  }

  @Override
  public List<Integer> levels() {
    return scheduler.levels();
  }

  @Override
  public int savesEvery() {
    return scheduler.savesEvery();
  }

  @Override
  public List<String> plan() {
    List<String> lines = new ArrayList<>(patience.plan());
    lines.addAll(scheduler.plan());
    return lines;
  }
}
