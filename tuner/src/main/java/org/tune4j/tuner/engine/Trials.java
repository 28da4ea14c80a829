package org.tune4j.tuner.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.schedule.Choice;
import org.tune4j.tuner.schedule.TrialScheduler;

/**
 * The trials of a sweep that have not ended. Each of them waits for room, runs, or is held: the
 * scheduler has paused it, so that it holds nothing and waits for the scheduler alone.
 */
final class Trials {
  private final TrialScheduler scheduler;
  private final Proposals proposals;
  private final Judging judging;
  private final Tally tally;
  private final CheckpointKeeper checkpoints;
  private final List<Command> commands;

  private final Map<String, LiveTrial> live = new LinkedHashMap<>();
  private final Deque<LiveTrial> waiting = new ArrayDeque<>();
  private final Map<String, LiveTrial> held = new LinkedHashMap<>();

  /** Why no trial starts any more, be it the time or a stop rule; {@code null} while they may. */
  private @Nullable String noMoreStarts;

  /** When the event was taken in that is being handled. */
  Instant now = Instant.EPOCH;

  /**
   * None yet.
   *
   * @param commands where it says what is to be written down
   */
  Trials(
      SweepRules rules,
      TrialScheduler scheduler,
      Proposals proposals,
      Judging judging,
      List<Command> commands) {
    this.scheduler = scheduler;
    this.proposals = proposals;
    this.judging = judging;
    this.commands = commands;
    this.tally = new Tally(rules.objective());
    this.checkpoints = new CheckpointKeeper(rules, live, commands);
  }

  /** What became of those that have ended. */
  Tally tally() {
    return tally;
  }

  /** How many have ended. */
  int ended() {
    return tally.terminated() + tally.errors();
  }

  CheckpointKeeper checkpoints() {
    return checkpoints;
  }

  /** All, in the order in which they were proposed. */
  Collection<LiveTrial> all() {
    return live.values();
  }

  /** The trial of that id; {@code null} when there is none, or it has ended. */
  @Nullable LiveTrial of(String id) {
    return live.get(id);
  }

  /** The one that gets room next; {@code null} when none waits for it. */
  @Nullable LiveTrial first() {
    return waiting.peekFirst();
  }

  /** How many hold resources. */
  int running() {
    return live.size() - waiting.size() - held.size();
  }

  int held() {
    return held.size();
  }

  /** The one that has been held longest; there must be one. */
  LiveTrial firstHeld() {
    return held.values().iterator().next();
  }

  boolean isHeld(LiveTrial trial) {
    return held.containsKey(trial.trial.id());
  }

  /** Why no trial starts any more; {@code null} while they may. */
  @Nullable String noMoreStarts() {
    return noMoreStarts;
  }

  // ---- what becomes of them ----

  /** One that was just proposed waits for room. */
  void add(Trial trial) {
    LiveTrial added =
        new LiveTrial(trial, checkpoints.none(), judging.watch(), scheduler.savesEvery() > 0);
    live.put(trial.id(), added);
    waiting.addLast(added);
    scheduler.onAdded(trial);
    fit(added);
    store(added);
  }

  /** Takes the one that waits first out of the queue; it must be that one. */
  LiveTrial takeFirst(String trialId) {
    LiveTrial first = waiting.peekFirst();
    if (first == null || !first.trial.id().equals(trialId)) {
      throw new IllegalStateException("engine: " + trialId + " is not the next to place");
    }
    waiting.removeFirst();
    return first;
  }

  /** Takes one out of the queue; whether it was there. */
  boolean stopsWaiting(LiveTrial trial) {
    return waiting.remove(trial);
  }

  /** Has all that wait for room ask for what the scheduler wants them to by now. */
  void fitAll() {
    for (LiveTrial trial : waiting) {
      if (fit(trial)) {
        store(trial);
      }
    }
  }

  /** Has one that waits for room ask for what the scheduler wants it to. */
  private boolean fit(LiveTrial trial) {
    PlacementGroup request = scheduler.request(trial.trial);
    boolean isOther = !request.equals(trial.trial.resources());
    if (isOther) {
      trial.trial = trial.trial.changed(trial.trial.config(), request);
    }
    return isOther;
  }

  /** What one would have begun at may be gone: then it goes on as it was before. */
  void settle(LiveTrial trial) {
    checkpoints.settle(trial);
    if (waiting.contains(trial)) {
      fit(trial);
    }
    store(trial);
  }

  /** One that ran, or would have, waits for room again. */
  void waitAgain(LiveTrial trial, @Nullable String why, @Nullable String error) {
    if (noMoreStarts != null) {
      end(trial, TrialStatus.TERMINATED, noMoreStarts, error);
      return;
    }
    trial.stopReason = null; // it goes on from before the result that this was said of
    trial.pauseReason = null;
    checkpoints.settle(trial);
    trial.trial = trial.trial.waiting(TrialStatus.PENDING, why, error);
    fit(trial);
    if (!waiting.contains(trial)) {
      waiting.addLast(trial);
    }
    store(trial);
  }

  /** The sweep was interrupted: it waits for another driver. */
  void waitForDriver(LiveTrial trial, @Nullable String why) {
    checkpoints.settle(trial);
    trial.trial = trial.trial.waiting(TrialStatus.PAUSED, why, trial.trial.error());
    waiting.addLast(trial);
    store(trial);
  }

  /** From now on it waits for the scheduler. */
  void hold(LiveTrial trial, String why) {
    if (noMoreStarts != null) {
      end(trial, TrialStatus.TERMINATED, noMoreStarts, trial.trial.error());
      return;
    }
    checkpoints.settle(trial);
    trial.trial = trial.trial.waiting(TrialStatus.PAUSED, why, trial.trial.error());
    held.put(trial.trial.id(), trial);
    store(trial);
    scheduler.onPaused(trial.trial);
  }

  /** One that is held waits for room. */
  void resume(Choice.Resume resume) {
    LiveTrial trial = held.remove(resume.trialId());
    if (trial == null) {
      throw new IllegalStateException("engine: " + resume.trialId() + " was not paused");
    }
    trial.pauseReason = null;
    String reason = resume.reason();
    if (resume.change() != null && !change(trial, resume.change())) {
      reason += ", but " + resume.change().donor() + " has no checkpoint: goes on as it was";
    }
    trial.trial = trial.trial.waiting(TrialStatus.PAUSED, reason, trial.trial.error());
    waiting.addLast(trial);
    scheduler.onResumed(trial.trial);
    fit(trial); // it may have been told otherwise than it was chosen
    store(trial);
  }

  /** Whether it could be done: a config goes only with the checkpoint that it is meant for. */
  private boolean change(LiveTrial trial, Choice.Change change) {
    LiveTrial donor = live.get(change.donor());
    if (donor != trial && (donor == null || !checkpoints.lend(donor, trial))) {
      return false;
    }
    trial.trial = trial.trial.changed(change.config(), change.resources());
    return true;
  }

  void end(LiveTrial trial, TrialStatus status, String reason, @Nullable String error) {
    checkpoints.forgetUnbegun(trial);
    trial.trial = trial.trial.ended(status, reason, error, now);
    live.remove(trial.trial.id());
    held.remove(trial.trial.id());
    waiting.remove(trial);
    tally.seeEnd(trial.trial, trial.last);
    proposals.onEnded(trial.trial);
    scheduler.onEnded(trial.trial);
    judging.ended(trial.trial);
    store(trial);
    checkpoints.ended(trial);
  }

  /** Those that are held and of no more use to the scheduler end. */
  void endUnwanted() {
    for (List<TrialScheduler.Unwanted> some = scheduler.unwanted();
        !some.isEmpty();
        some = scheduler.unwanted()) {
      for (TrialScheduler.Unwanted unwanted : some) {
        LiveTrial trial = held.get(unwanted.trialId());
        if (trial == null) {
          throw new IllegalStateException("engine: " + unwanted.trialId() + " was not paused");
        }
        end(trial, TrialStatus.TERMINATED, unwanted.reason(), trial.trial.error());
      }
    }
  }

  /** No trial starts any more; those that do not run end now, the others at their next result. */
  void startNoMore(String reason) {
    noMoreStarts = reason;
    List<LiveTrial> idle = new ArrayList<>(waiting);
    idle.addAll(held.values());
    for (LiveTrial trial : idle) {
      end(trial, TrialStatus.TERMINATED, reason, trial.trial.error());
    }
  }

  /** Has it written down how a trial stands now. */
  void store(LiveTrial trial) {
    commands.add(new Command.Store(trial.trial));
  }
}
