package org.tune4j.tuner.schedule;

import java.util.List;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;

/**
 * Decides after each result whether its trial goes on, pauses or stops, and who gets free room. The
 * same calls get the same answers: that is how a sweep is resumed. Not thread-safe.
 *
 * <p>A trial may report an iteration again, after it was lost and went on from an earlier
 * checkpoint: what was judged once is not counted twice, and a pause or promotion holds.
 */
public interface TrialScheduler {

  /** Runs all trials to their end, in the order in which they were proposed. */
  TrialScheduler FIFO =
      new TrialScheduler() {
        @Override
        public Verdict onResult(Trial trial, Result result, boolean othersWait) {
          return Verdict.GO_ON;
        }
      };

  /** A trial was proposed, and waits for its first start. */
  default void onAdded(Trial trial) {}

  /**
   * It is known better how many trials there will be than when it was made: the sweep may have
   * more, or the searcher has no more.
   *
   * @param total with those that have ended; -1 when nobody knows
   */
  default void onTotal(long total) {}

  /**
   * What the members have for the sweep's trials has changed; told only to one that {@linkplain
   * #goesByOffers goes by it}. Trials that wait are then asked for their {@link #request} again.
   *
   * @param members without what others hold there, and without its {@link #reserve}
   * @param atMost how many trials may run at a time; 0 for no limit
   */
  default void onOffered(List<SweepEvent.Members> members, int atMost) {}

  /**
   * Judges a result of a running trial, also of one that a stop rule ends with this very result.
   *
   * @param trial its best value and its outcome are up to date
   * @param othersWait whether there is a trial, new or paused, that has no room
   */
  Verdict onResult(Trial trial, Result result, boolean othersWait);

  /**
   * A trial ends with the result that was just judged: it was done, or a rule stops it. It runs
   * until it has ended, and may save its state.
   */
  default void onStopping(Trial trial) {}

  /** A trial has a checkpoint that another trial could go on from. */
  default void onSaved(Trial trial) {}

  /** A trial that was told to pause was lost before; next it is said to have {@link #onPaused}. */
  default void onLost(Trial trial) {}

  /**
   * A trial that was told to pause has done so. It may have lost what it did since a checkpoint.
   */
  default void onPaused(Trial trial) {}

  /** What {@link #choose} said is done: the trial waits for room, and then runs. */
  default void onResumed(Trial trial) {}

  /** A trial ended for good, well or not, paused or not. */
  default void onEnded(Trial trial) {}

  /**
   * Who gets free room. Changes nothing, and is asked often.
   *
   * @param more whether the searcher may have another trial now
   */
  default Choice choose(boolean more) {
    return Choice.NEW_TRIAL;
  }

  /**
   * Paused trials for which there is no use any more, each named once; they end.
   *
   * @return mostly empty
   */
  default List<Unwanted> unwanted() {
    return List.of();
  }

  /**
   * No trial runs or waits, the searcher has nothing, and {@link #choose} said {@link
   * Choice#NOTHING} although trials are paused: now at least one must be chosen, or be unwanted.
   * Called again while that is so, for an end may be what the searcher waits for. When nothing
   * comes of it, the one that has been paused longest ends.
   */
  default void onStalled() {}

  /** Whether it must know what the members have. */
  default boolean goesByOffers() {
    return false;
  }

  /** Whether it lets trials pause, which then go on from what they have saved. */
  default boolean pauses() {
    return false;
  }

  /** What it leaves alone on one member, of what is free; heeded where it goes by offers. */
  default Resources reserve() {
    return Resources.NOTHING;
  }

  /** What a trial asks for that waits for room. */
  default PlacementGroup request(Trial trial) {
    return trial.resources();
  }

  /**
   * After every how many iterations it needs a checkpoint of each trial, beside those of its
   * pauses; 0 for never.
   */
  default int savesEvery() {
    return 0;
  }

  /**
   * The training iterations at which it compares trials, rising: a searcher that learns by levels
   * takes them for its own. Empty when there are none, or when it goes by something else.
   */
  default List<Integer> levels() {
    return List.of();
  }

  /** What it will do, for people, one line each; empty when there is nothing to say. */
  default List<String> plan() {
    return List.of();
  }

  /**
   * A paused trial that ends.
   *
   * @param reason which rule ended it, and the values that made it do so
   */
  record Unwanted(String trialId, String reason) {}
}
