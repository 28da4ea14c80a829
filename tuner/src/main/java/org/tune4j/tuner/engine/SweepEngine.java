package org.tune4j.tuner.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Decision;
import org.tune4j.search.Searcher;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.space.Config;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.schedule.Choice;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.yaml.InvalidInputException;

/**
 * Decides everything about one sweep: a deterministic state machine with recorded events in and
 * commands out. Its whole state follows from the rules, the searcher and the events, so going on
 * after a crash is handling the events again and dropping the commands. Not thread-safe.
 *
 * <p>Trials that have ended leave its memory; what remains of them is counted, and the best one is
 * kept.
 */
public final class SweepEngine {
  private final SweepRules rules;
  private final Searcher searcher;
  private final TrialScheduler scheduler;
  private final TrialFactory factory;

  private final Map<String, LiveTrial> live = new LinkedHashMap<>();
  private final Deque<LiveTrial> waiting = new ArrayDeque<>();

  /** Those that the scheduler has paused: they hold nothing, and wait for it alone. */
  private final Map<String, LiveTrial> held = new LinkedHashMap<>();

  private final List<Command> commands = new ArrayList<>();
  private final Tally tally;
  private final CheckpointKeeper checkpoints;
  private final Judging judging;

  /** What the members have, as far as the scheduler was told. */
  private SweepEvent.@Nullable Offered offered;

  private int nextNumber;
  private boolean exhausted;

  /** The searcher said so: it must hear of that before it is asked again; {@code null} if not. */
  private Suggestion.@Nullable NotYet mustHear;

  private @Nullable String interrupted;

  /** Why no trial starts any more, be it the time or a stop rule; {@code null} while they may. */
  private @Nullable String budgetUsed;

  private boolean over;

  private Duration spentBefore = Duration.ZERO;
  private @Nullable Instant drivenSince;
  private Instant lastDriven = Instant.EPOCH;
  private Instant now = Instant.EPOCH;

  /**
   * An engine at the beginning of its sweep.
   *
   * @param searcher one that begins anew
   * @param scheduler one that begins anew
   */
  public SweepEngine(SweepRules rules, Searcher searcher, TrialScheduler scheduler) {
    this.rules = rules;
    this.searcher = searcher;
    this.scheduler = scheduler;
    this.factory = new TrialFactory(rules);
    this.tally = new Tally(rules.objective());
    this.checkpoints = new CheckpointKeeper(rules, live, commands);
    this.judging = new Judging(rules.stop(), scheduler);
  }

  /** Takes in the next event and says what is to be done, in this order. */
  public List<Command> handle(SweepEvent.Recorded recorded) {
    now = recorded.at();
    switch (recorded.event()) {
      case SweepEvent.DriverStarted e -> driverStarted();
      case SweepEvent.SlotFree e -> fillSlot();
      case SweepEvent.Placed e -> placed(e, recorded);
      case SweepEvent.Reported e -> reported(e.result());
      case SweepEvent.Saved e -> saved(e.checkpoint());
      case SweepEvent.Ended e -> ended(e);
      case SweepEvent.Damaged e -> damaged(e);
      case SweepEvent.Interrupted e -> interrupted = e.reason();
      case SweepEvent.DeadlinePassed e -> deadlinePassed();
      case SweepEvent.Grown e -> grown(e.numSamples());
      case SweepEvent.Widened e -> widened(e.yaml());
      case SweepEvent.Offered e -> offered(e);
    }
    if (!comesWhileNobodyDrives(recorded.event())) {
      lastDriven = now;
    }
    settle();
    endIfNothingIsLeft();
    List<Command> out = List.copyOf(commands);
    commands.clear();
    return out;
  }

  // ---- what the driver may ask ----

  /**
   * Whether a {@link SweepEvent.SlotFree} could make the sweep propose another trial, or go on with
   * one that was paused.
   */
  public boolean isHungry() {
    return !over
        && interrupted == null
        && budgetUsed == null
        && waiting.isEmpty()
        && mayStartAnother()
        && !(choice() instanceof Choice.Nothing);
  }

  /** What the scheduler wants, as far as it can be had. */
  private Choice choice() {
    boolean more = !exhausted && mustHear == null;
    Choice choice = scheduler.choose(more);
    return choice instanceof Choice.NewTrial && !more ? Choice.NOTHING : choice;
  }

  /** The trial that is to be placed next; {@code null} when none waits or none may start. */
  public @Nullable Trial nextToPlace() {
    LiveTrial first = waiting.peekFirst();
    return over || interrupted != null || first == null || !mayStartAnother() ? null : first.trial;
  }

  /** Whether it must know that the members have that: a {@link SweepEvent.Offered}. */
  public boolean mustHearOf(SweepEvent.Offered offer) {
    return !over && interrupted == null && scheduler.goesByOffers() && !offer.equals(offered);
  }

  /** Whether it goes by what the members have at all. */
  public boolean goesByOffers() {
    return scheduler.goesByOffers();
  }

  /**
   * What to answer to a result that was recorded already, or to one of an attempt that is over;
   * {@code null} when the result is news and must be recorded first.
   */
  public @Nullable Decision answerToRepeat(Result result) {
    LiveTrial trial = live.get(result.trialId());
    if (trial == null
        || trial.trial.attempts() != result.attempt()
        || trial.trial.status() != TrialStatus.RUNNING) {
      return Decision.STOP;
    }
    return result.trainingIteration() <= trial.lastIteration() ? decisionFor(trial) : null;
  }

  /** Whether this attempt of this trial is the one that runs now. */
  public boolean isRunning(String trialId, int attempt) {
    LiveTrial trial = live.get(trialId);
    return trial != null
        && trial.trial.attempts() == attempt
        && trial.trial.status() == TrialStatus.RUNNING;
  }

  /**
   * When the sweep's time is up; {@code null} when it has all the time, or its time is up already.
   */
  public @Nullable Instant deadline() {
    return rules.timeBudget() == null || budgetUsed != null || drivenSince == null
        ? null
        : drivenSince.plus(rules.timeBudget()).minus(spentBefore);
  }

  /**
   * Whether the sweep's deadline has passed or a stop rule has ended it: no trial starts any more,
   * and those that run end.
   */
  public boolean isTimeUp() {
    return budgetUsed != null;
  }

  /** Whether the sweep has ended, for now or for good. */
  public boolean isOver() {
    return over;
  }

  /**
   * The trials that have not ended, in the order in which they were proposed, with their last
   * results.
   */
  public Map<Trial, @Nullable Result> liveTrials() {
    Map<Trial, @Nullable Result> trials = new LinkedHashMap<>();
    live.values().forEach(t -> trials.put(t.trial, t.last));
    return trials;
  }

  /** The trial of that id; {@code null} when there is none, or it has ended. */
  public @Nullable Trial liveTrial(String id) {
    LiveTrial trial = live.get(id);
    return trial == null ? null : trial.trial;
  }

  /** What became of the trials so far. */
  public Tally tally() {
    return tally;
  }

  /**
   * The trial with the best value of the objective so far, ended or not; {@code null} when none has
   * one.
   */
  public @Nullable Trial best() {
    return tally.bestWith(live.values().stream().map(t -> t.trial).toList());
  }

  /** How many trials there will be at most, when that is known. */
  public OptionalLong totalTrials() {
    return searcher.total();
  }

  // ---- events ----

  private void driverStarted() {
    if (drivenSince != null) {
      spentBefore = spentBefore.plus(Duration.between(drivenSince, lastDriven));
    }
    drivenSince = now;
    interrupted = null;
    mustHear = null; // with nothing running, it would hear of nothing
    over = false;
    for (LiveTrial trial : List.copyOf(live.values())) {
      if (trial.trial.status() == TrialStatus.PAUSED && !isHeld(trial)) {
        waitAgain(trial, TrialStatus.PENDING, null, trial.trial.error());
      }
    } // those that run may still do so: whether they are lost, the driver finds out
  }

  private void lost(LiveTrial trial, @Nullable String why) {
    if (trial.stopReason != null) {
      // It had been told to stop, and its last result is recorded: there is nothing left to train.
      end(trial, TrialStatus.TERMINATED, trial.stopReason, null);
    } else if (trial.pauseReason != null) {
      hold(trial, trial.pauseReason); // what it lost is trained again only if it may go on
    } else {
      waitAgain(trial, TrialStatus.PENDING, why, trial.trial.error());
    }
  }

  private void fillSlot() {
    if (isHungry()) {
      switch (choice()) {
        case Choice.NewTrial c -> propose();
        case Choice.Resume c -> resume(c);
        case Choice.Nothing c -> {}
      }
    }
  }

  private void resume(Choice.Resume resume) {
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

  private void propose() {
    switch (suggestion()) {
      case Suggestion.Exhausted s -> {
        exhausted = true;
        scheduler.onTotal(nextNumber);
      }
      case Suggestion.NotYet s -> mustHear = s;
      case Suggestion.Propose s -> {
        Trial trial = trial(s.variant());
        if (trial == null) {
          return;
        }
        LiveTrial added =
            new LiveTrial(trial, checkpoints.none(), judging.watch(), scheduler.savesEvery() > 0);
        live.put(trial.id(), added);
        waiting.addLast(added);
        scheduler.onAdded(trial);
        fit(added);
        store(added);
      }
    }
  }

  /**
   * An expression of the space can fail for values that come rarely: the sweep stops, and says why.
   */
  private Suggestion suggestion() {
    try {
      return searcher.suggest(nextNumber);
    } catch (InvalidInputException e) {
      interrupted = "there is no config for trial " + nextNumber + ": " + e.getMessage();
      return new Suggestion.NotYet(false);
    }
  }

  /** What a trial asks for may be drawn or computed too. */
  private @Nullable Trial trial(Config variant) {
    try {
      Trial trial = factory.trial(nextNumber, variant, now);
      nextNumber++;
      return trial;
    } catch (InvalidInputException e) {
      interrupted = "trial " + nextNumber + " cannot be placed: " + e.getMessage();
      return null;
    }
  }

  private void placed(SweepEvent.Placed event, SweepEvent.Recorded recorded) {
    LiveTrial trial = waiting.peekFirst();
    if (trial == null || !trial.trial.id().equals(event.trialId())) {
      throw new IllegalStateException("engine: " + event.trialId() + " is not the next to place");
    }
    waiting.removeFirst();
    trial.trial = trial.trial.started(event.placement(), now);
    Checkpoints.Kept start = checkpoints.startOf(trial);
    Checkpoint from = start == null ? null : start.checkpoint();
    judging.begins(trial, start);
    if (trial.trial.attempts() > 1) {
      commands.add(
          new Command.Supersede(trial.trial.id(), trial.trial.attempts(), trial.goesOn(from)));
    }
    checkpoints.begins(trial, recorded);
    store(trial);
    commands.add(new Command.Start(trial.trial, from));
  }

  private void reported(Result result) {
    LiveTrial trial = live.get(result.trialId());
    if (trial == null || answerToRepeat(result) != null) {
      return; // a leftover of an attempt that is over
    }
    trial.last = result;
    Objectives objectives = rules.objectives();
    if (objectives != null) {
      Trial judged =
          objectives.isPlain()
              ? seen(trial.trial, objectives.first(), result)
              : seen(trial.trial, objectives, result);
      if (judged != null) {
        trial.trial = judged;
        if (trial.improvements != null) {
          trial.improvements.add(judged.state().best());
        }
        store(trial);
      }
    }
    if (mustHear != null && !mustHear.forAnEnd()) {
      mustHear = null;
    }
    searcher.onResult(trial.trial, result);
    judging.see(trial, result);
    endSweepIfJudged();
    judging.judge(trial, result, othersWait(), budgetUsed);
    commands.add(
        new Command.Answer(
            result.trialId(), result.attempt(), result.trainingIteration(), decisionFor(trial)));
  }

  /** The trial with a new best; {@code null} when this is none. */
  private static @Nullable Trial seen(Trial trial, Objective objective, Result result) {
    Double value = result.value(objective.metric());
    return value != null && objective.isBetter(value, trial.bestValue())
        ? trial.withBest(new TrialState.Best(value, result.trainingIteration()))
        : null;
  }

  /** A result that lacks a metric says nothing; one that breaks a bound is never the best. */
  private static @Nullable Trial seen(Trial trial, Objectives objectives, Result result) {
    Outcome outcome = objectives.outcome(result);
    if (outcome == null) {
      return null;
    }
    Trial judged = trial.withOutcome(outcome);
    Trial better = outcome.isFeasible() ? seen(judged, objectives.first(), result) : null;
    return better == null ? judged : better;
  }

  private boolean othersWait() {
    OptionalLong total = searcher.total();
    boolean more = !exhausted && mustHear == null && nextNumber < total.orElse(Long.MAX_VALUE);
    return more || !waiting.isEmpty() || !held.isEmpty();
  }

  private Decision decisionFor(LiveTrial trial) {
    if (trial.stopReason != null) {
      return Decision.STOP;
    }
    return interrupted != null || trial.pauseReason != null ? Decision.PAUSE : Decision.CONTINUE;
  }

  private void saved(Checkpoint checkpoint) {
    LiveTrial trial = live.get(checkpoint.trialId());
    if (trial == null || trial.trial.attempts() != checkpoint.attempt()) {
      checkpoints.discard(checkpoint);
      return;
    }
    checkpoints.saved(trial, checkpoint);
    scheduler.onSaved(trial.trial);
  }

  private void ended(SweepEvent.Ended event) {
    LiveTrial trial = live.get(event.trialId());
    boolean running = isRunning(event.trialId(), event.attempt());
    boolean refused = trial != null && event.attempt() == 0 && waiting.remove(trial);
    if (trial == null || !(running || refused)) {
      return;
    }
    String message = event.message();
    switch (event.outcome()) {
      case FINISHED -> {
        String reason = trial.stopReason == null ? "the trainable was done" : trial.stopReason;
        end(trial, TrialStatus.TERMINATED, reason, null);
      }
      case PAUSED -> paused(trial, message);
      case LOST -> lost(trial, message);
      case FAILED -> failed(trial, message == null ? "failed" : message, refused);
    }
  }

  /**
   * An attempt has paused: for the scheduler, or because the sweep was interrupted.
   *
   * @param message what that cost, when its state could not be saved
   */
  private void paused(LiveTrial trial, @Nullable String message) {
    String cost = message == null ? "" : "; " + firstLine(message);
    if (trial.pauseReason != null) {
      hold(trial, trial.pauseReason + cost);
      return;
    }
    String why = interrupted == null ? null : interrupted + cost;
    checkpoints.settle(trial);
    trial.trial = trial.trial.waiting(TrialStatus.PAUSED, why, trial.trial.error());
    waiting.addLast(trial);
    store(trial);
  }

  /** From now on it waits for the scheduler. */
  private void hold(LiveTrial trial, String why) {
    if (budgetUsed != null) {
      end(trial, TrialStatus.TERMINATED, budgetUsed, trial.trial.error());
      return;
    }
    checkpoints.settle(trial);
    trial.trial = trial.trial.waiting(TrialStatus.PAUSED, why, trial.trial.error());
    held.put(trial.trial.id(), trial);
    store(trial);
    scheduler.onPaused(trial.trial);
  }

  private boolean isHeld(LiveTrial trial) {
    return held.containsKey(trial.trial.id());
  }

  /**
   * The machine's fault, not the trial's: it goes on from the checkpoint before, and so does who
   * else would have begun there.
   */
  private void damaged(SweepEvent.Damaged event) {
    LiveTrial trial = live.get(event.trialId());
    if (trial != null && isRunning(event.trialId(), event.attempt())) {
      for (LiveTrial other : checkpoints.damaged(event.checkpoint())) {
        checkpoints.settle(other);
        store(other);
      }
      lost(trial, event.why());
    }
  }

  private void failed(LiveTrial trial, String message, boolean refused) {
    trial.trial = trial.trial.failed(message);
    boolean again =
        !refused && (rules.maxFailures() < 0 || trial.trial.failures() <= rules.maxFailures());
    if (again) {
      dropCheckpointThatLedNowhere(trial);
      waitAgain(trial, TrialStatus.PENDING, "failed, tries again", message);
    } else {
      end(trial, TrialStatus.ERROR, firstLine(message), message);
    }
  }

  /**
   * An attempt that began at a checkpoint and failed before its first result may have failed
   * because of it.
   */
  private void dropCheckpointThatLedNowhere(LiveTrial trial) {
    if (trial.trial.attempts() > 1 && trial.lastIteration() == 0) {
      checkpoints.ledNowhere(trial);
    }
  }

  private void deadlinePassed() {
    endSweep("the time budget of " + seconds(rules.timeBudget()) + " s is used up");
  }

  /** Whether a stop rule of the sweep has fired just now. */
  private boolean endSweepIfJudged() {
    String reason = budgetUsed == null ? judging.sweepReason() : null;
    if (reason != null) {
      endSweep(reason);
    }
    return reason != null;
  }

  /** No trial starts any more, and those that run are told so at their next result. */
  private void endSweep(String reason) {
    budgetUsed = reason;
    List<LiveTrial> idle = new ArrayList<>(waiting);
    idle.addAll(held.values());
    for (LiveTrial trial : idle) {
      end(trial, TrialStatus.TERMINATED, reason, trial.trial.error());
    }
  }

  private void grown(int numSamples) {
    searcher.grow(numSamples);
    mayHaveMore();
  }

  private void widened(String yaml) {
    searcher.widen(yaml);
    mayHaveMore();
  }

  private void mayHaveMore() {
    exhausted = false;
    scheduler.onTotal(searcher.total().orElse(-1));
  }

  private void offered(SweepEvent.Offered offer) {
    offered = offer;
    scheduler.onOffered(offer.members(), rules.maxConcurrent());
    for (LiveTrial trial : waiting) {
      if (fit(trial)) {
        store(trial);
      }
    }
  }

  /** Has a trial that waits for room ask for what the scheduler wants it to. */
  private boolean fit(LiveTrial trial) {
    PlacementGroup request = scheduler.request(trial.trial);
    boolean isOther = !request.equals(trial.trial.resources());
    if (isOther) {
      trial.trial = trial.trial.changed(trial.trial.config(), request);
    }
    return isOther;
  }

  private static boolean comesWhileNobodyDrives(SweepEvent event) {
    return event instanceof SweepEvent.Grown || event instanceof SweepEvent.Widened;
  }

  // ---- small steps ----

  private boolean mayStartAnother() {
    return rules.maxConcurrent() == 0 || running() < rules.maxConcurrent();
  }

  /** How many trials hold resources. */
  private int running() {
    return live.size() - waiting.size() - held.size();
  }

  private void waitAgain(
      LiveTrial trial, TrialStatus status, @Nullable String why, @Nullable String error) {
    if (budgetUsed != null) {
      end(trial, TrialStatus.TERMINATED, budgetUsed, error);
      return;
    }
    trial.stopReason = null; // it goes on from before the result that this was said of
    trial.pauseReason = null;
    checkpoints.settle(trial);
    trial.trial = trial.trial.waiting(status, why, error);
    fit(trial);
    if (!waiting.contains(trial)) {
      waiting.addLast(trial);
    }
    store(trial);
  }

  private void end(LiveTrial trial, TrialStatus status, String reason, @Nullable String error) {
    checkpoints.forgetUnbegun(trial);
    trial.trial = trial.trial.ended(status, reason, error, now);
    live.remove(trial.trial.id());
    held.remove(trial.trial.id());
    waiting.remove(trial);
    tally.seeEnd(trial.trial, trial.last);
    mustHear = null;
    searcher.onEnded(trial.trial);
    scheduler.onEnded(trial.trial);
    judging.ended(trial.trial);
    store(trial);
    checkpoints.ended(trial);
  }

  private void store(LiveTrial trial) {
    commands.add(new Command.Store(trial.trial));
  }

  private void settle() {
    do {
      endUnwanted();
      moveWhenStalled();
    } while (endSweepIfJudged());
  }

  private void endUnwanted() {
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

  /** Nothing can happen by itself any more, although trials are paused: no sweep waits for ever. */
  private void moveWhenStalled() {
    while (isStalled()) {
      int before = held.size();
      scheduler.onStalled();
      endUnwanted();
      if (held.size() == before && isStalled()) {
        LiveTrial first = held.values().iterator().next();
        String reason = "nothing is left that could let it go on";
        end(first, TrialStatus.TERMINATED, reason, first.trial.error());
      }
    }
  }

  private boolean isStalled() {
    return !over
        && drivenSince != null
        && interrupted == null
        && !held.isEmpty()
        && waiting.isEmpty()
        && running() == 0
        && choice() instanceof Choice.Nothing;
  }

  private void endIfNothingIsLeft() {
    if (over || drivenSince == null) {
      return;
    }
    if (interrupted != null && running() == 0) {
      over = true;
      commands.add(new Command.End(false, interrupted));
    } else if (live.isEmpty() && (exhausted || budgetUsed != null)) {
      over = true;
      String reason = budgetUsed == null ? "all trials have ended" : budgetUsed;
      commands.add(new Command.End(true, reason));
    }
  }

  private static String seconds(@Nullable Duration time) {
    long ms = time == null ? 0 : time.toMillis();
    return ms % 1000 == 0 ? String.valueOf(ms / 1000) : String.valueOf(ms / 1000.0);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
