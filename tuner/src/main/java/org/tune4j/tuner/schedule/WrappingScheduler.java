package org.tune4j.tuner.schedule;

import java.util.List;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;

/** Tells another scheduler all that it is told, and says what that one says. */
abstract class WrappingScheduler implements TrialScheduler {
  final TrialScheduler scheduler;

  WrappingScheduler(TrialScheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void onAdded(Trial trial) {
    scheduler.onAdded(trial);
  }

  @Override
  public void onTotal(long total) {
    scheduler.onTotal(total);
  }

  @Override
  public void onOffered(List<SweepEvent.Members> members, int atMost) {
    scheduler.onOffered(members, atMost);
  }

  @Override
  public Verdict onResult(Trial trial, Result result, boolean othersWait) {
    return scheduler.onResult(trial, result, othersWait);
  }

  @Override
  public void onStopping(Trial trial) {
    scheduler.onStopping(trial);
  }

  @Override
  public void onSaved(Trial trial) {
    scheduler.onSaved(trial);
  }

  @Override
  public void onLost(Trial trial) {
    scheduler.onLost(trial);
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
  public boolean goesByOffers() {
    return scheduler.goesByOffers();
  }

  @Override
  public boolean pauses() {
    return scheduler.pauses();
  }

  @Override
  public Resources reserve() {
    return scheduler.reserve();
  }

  @Override
  public PlacementGroup request(Trial trial) {
    return scheduler.request(trial);
  }

  @Override
  public int savesEvery() {
    return scheduler.savesEvery();
  }

  @Override
  public List<Integer> levels() {
    return scheduler.levels();
  }

  @Override
  public List<String> plan() {
    return scheduler.plan();
  }
}
