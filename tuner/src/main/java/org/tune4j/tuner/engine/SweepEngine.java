package org.tune4j.tuner.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Decision;
import org.tune4j.search.Searcher;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.schedule.Choice;
import org.tune4j.tuner.schedule.TrialScheduler;

/**
 * Decides everything about one sweep: a deterministic state machine with recorded events in and
 * commands out. Its whole state follows from the rules, the searcher and the events, so going on
 * after a crash is handling the events again and dropping the commands. Not thread-safe.
 *
 * <p>Trials that have ended leave its memory; what remains of them is counted, and the best one is
 * kept.
 */
public final class SweepEngine {
  /** The reason of a trial that ended by itself. */
  public static final String DONE = "the trainable was done";

  private final SweepRules rules;
  private final TrialScheduler scheduler;
  private final Proposals proposals;
  private final Judging judging;
  private final Trials trials;
  private final CheckpointKeeper checkpoints;
  private final DrivenTime time = new DrivenTime();
  private final List<Command> commands = new ArrayList<>();

  /** What the members have, as far as the scheduler was told, and who had ended then. */
  private SweepEvent.@Nullable Offered offered;

  private int endedThen;

  private @Nullable String interrupted;
  private boolean over;

  /**
   * An engine at the beginning of its sweep.
   *
   * @param searcher one that begins anew
   * @param scheduler one that begins anew
   */
  public SweepEngine(SweepRules rules, Searcher searcher, TrialScheduler scheduler) {
    this.rules = rules;
    this.scheduler = scheduler;
    this.proposals = new Proposals(searcher, rules);
    this.judging = new Judging(rules.stop(), scheduler);
    this.trials = new Trials(rules, scheduler, proposals, judging, commands);
    this.checkpoints = trials.checkpoints();
  }

  /** Takes in the next event and says what is to be done, in this order. */
  public List<Command> handle(SweepEvent.Recorded recorded) {
    trials.now = recorded.at();
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
      time.at(recorded.at());
    }
    settle();
    if (scheduler.goesByOffers()) {
      trials.fitAll();
    }
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
        && trials.noMoreStarts() == null
        && trials.first() == null
        && mayStartAnother()
        && !(choice() instanceof Choice.Nothing);
  }

  /** What the scheduler wants, as far as it can be had. */
  private Choice choice() {
    boolean more = proposals.mayHaveMore();
    Choice choice = scheduler.choose(more);
    return choice instanceof Choice.NewTrial && !more ? Choice.NOTHING : choice;
  }

  /** The trial that is to be placed next; {@code null} when none waits or none may start. */
  public @Nullable Trial nextToPlace() {
    LiveTrial first = trials.first();
    return over || interrupted != null || first == null || !mayStartAnother() ? null : first.trial;
  }

  /** Whether there is a trial that would take free room. */
  public boolean wantsRoom() {
    return nextToPlace() != null || isHungry();
  }

  /**
   * Whether it must know that the members have that: a {@link SweepEvent.Offered}. That it is as
   * before is news when a trial has ended since, as nobody else has taken the room of that one.
   */
  public boolean mustHearOf(SweepEvent.Offered offer) {
    return !over
        && interrupted == null
        && !isTimeUp()
        && scheduler.goesByOffers()
        && !(offer.equals(offered) && endedThen == trials.ended());
  }

  /** What of the members' free room it leaves alone, on one of them. */
  public Resources reserve() {
    return scheduler.reserve();
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
    LiveTrial trial = trials.of(result.trialId());
    if (trial == null
        || trial.trial.attempts() != result.attempt()
        || trial.trial.status() != TrialStatus.RUNNING) {
      return Decision.STOP;
    }
    return result.trainingIteration() <= trial.lastIteration() ? decisionFor(trial) : null;
  }

  /** Whether this attempt of this trial is the one that runs now. */
  public boolean isRunning(String trialId, int attempt) {
    LiveTrial trial = trials.of(trialId);
    return trial != null
        && trial.trial.attempts() == attempt
        && trial.trial.status() == TrialStatus.RUNNING;
  }

  /**
   * When the sweep's time is up; {@code null} when it has all the time, or its time is up already.
   */
  public @Nullable Instant deadline() {
    Duration budget = rules.timeBudget();
    return budget == null || isTimeUp() ? null : time.after(budget);
  }

  /**
   * Whether the sweep's deadline has passed or a stop rule has ended it: no trial starts any more,
   * and those that run end.
   */
  public boolean isTimeUp() {
    return trials.noMoreStarts() != null;
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
    Map<Trial, @Nullable Result> all = new LinkedHashMap<>();
    trials.all().forEach(t -> all.put(t.trial, t.last));
    return all;
  }

  /** The trial of that id; {@code null} when there is none, or it has ended. */
  public @Nullable Trial liveTrial(String id) {
    LiveTrial trial = trials.of(id);
    return trial == null ? null : trial.trial;
  }

  /** What became of the trials so far. */
  public Tally tally() {
    return trials.tally();
  }

  /**
   * The trial with the best value of the objective so far, ended or not; {@code null} when none has
   * one.
   */
  public @Nullable Trial best() {
    return trials.tally().bestWith(trials.all().stream().map(t -> t.trial).toList());
  }

  /** How many trials there will be at most, when that is known. */
  public OptionalLong totalTrials() {
    long total = proposals.total(-1);
    return total < 0 ? OptionalLong.empty() : OptionalLong.of(total);
  }

  // ---- events ----

  private void driverStarted() {
    time.begins(trials.now);
    interrupted = null;
    proposals.onDriverStarted();
    over = false;
    for (LiveTrial trial : List.copyOf(trials.all())) {
      if (trial.trial.status() == TrialStatus.PAUSED && !trials.isHeld(trial)) {
        trials.waitAgain(trial, null, trial.trial.error());
      }
    } // those that run may still do so: whether they are lost, the driver finds out
  }

  private void lost(LiveTrial trial, @Nullable String why) {
    if (trial.stopReason != null) {
      // It had been told to stop, and its last result is recorded: there is nothing left to train.
      trials.end(trial, TrialStatus.TERMINATED, trial.stopReason, null);
    } else if (trial.pauseReason != null) {
      scheduler.onLost(trial.trial);
      trials.hold(trial, trial.pauseReason); // what it lost is trained again only if it may go on
    } else {
      trials.waitAgain(trial, why, trial.trial.error());
    }
  }

  private void fillSlot() {
    if (isHungry()) {
      switch (choice()) {
        case Choice.NewTrial c -> propose();
        case Choice.Resume c -> trials.resume(c);
        case Choice.Nothing c -> {}
      }
    }
  }

  private void propose() {
    switch (proposals.next(trials.now)) {
      case Proposals.Answer.Proposed a -> trials.add(a.trial());
      case Proposals.Answer.Later a -> {}
      case Proposals.Answer.NoMore a -> scheduler.onTotal(a.total());
      case Proposals.Answer.Impossible a -> interrupted = a.why();
    }
  }

  private void placed(SweepEvent.Placed event, SweepEvent.Recorded recorded) {
    LiveTrial trial = trials.takeFirst(event.trialId());
    trial.trial = trial.trial.started(event.placement(), trials.now);
    Checkpoints.Kept start = checkpoints.startOf(trial);
    Checkpoint from = start == null ? null : start.checkpoint();
    judging.begins(trial, start);
    if (trial.trial.attempts() > 1) {
      commands.add(
          new Command.Supersede(trial.trial.id(), trial.trial.attempts(), trial.goesOn(from)));
    }
    checkpoints.begins(trial, recorded);
    trials.store(trial);
    commands.add(new Command.Start(trial.trial, from));
  }

  private void reported(Result result) {
    LiveTrial trial = trials.of(result.trialId());
    if (trial == null || answerToRepeat(result) != null) {
      return; // a leftover of an attempt that is over
    }
    if (trial.see(result, rules.objectives())) {
      trials.store(trial);
    }
    proposals.onResult(trial.trial, result);
    judging.see(trial, result);
    endSweepIfJudged();
    judging.judge(trial, result, othersWait(), trials.noMoreStarts());
    commands.add(
        new Command.Answer(
            result.trialId(), result.attempt(), result.trainingIteration(), decisionFor(trial)));
  }

  private boolean othersWait() {
    return proposals.isExpectedToHaveMore() || trials.first() != null || trials.held() > 0;
  }

  private Decision decisionFor(LiveTrial trial) {
    if (trial.stopReason != null) {
      return Decision.STOP;
    }
    return interrupted != null || trial.pauseReason != null ? Decision.PAUSE : Decision.CONTINUE;
  }

  private void saved(Checkpoint checkpoint) {
    LiveTrial trial = trials.of(checkpoint.trialId());
    if (trial == null || trial.trial.attempts() != checkpoint.attempt()) {
      checkpoints.discard(checkpoint);
      return;
    }
    checkpoints.saved(trial, checkpoint);
    scheduler.onSaved(trial.trial);
  }

  private void ended(SweepEvent.Ended event) {
    LiveTrial trial = trials.of(event.trialId());
    boolean running = isRunning(event.trialId(), event.attempt());
    boolean refused = trial != null && event.attempt() == 0 && trials.stopsWaiting(trial);
    if (trial == null || !(running || refused)) {
      return;
    }
    String message = event.message();
    switch (event.outcome()) {
      case FINISHED -> {
        String reason = trial.stopReason == null ? DONE : trial.stopReason;
        trials.end(trial, TrialStatus.TERMINATED, reason, null);
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
      trials.hold(trial, trial.pauseReason + cost);
    } else {
      trials.waitForDriver(trial, interrupted == null ? null : interrupted + cost);
    }
  }

  /**
   * The machine's fault, not the trial's: it goes on from the checkpoint before, and so does who
   * else would have begun there.
   */
  private void damaged(SweepEvent.Damaged event) {
    LiveTrial trial = trials.of(event.trialId());
    if (trial != null && isRunning(event.trialId(), event.attempt())) {
      for (LiveTrial other : checkpoints.damaged(event.checkpoint())) {
        trials.settle(other);
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
      trials.waitAgain(trial, "failed, tries again", message);
    } else {
      trials.end(trial, TrialStatus.ERROR, firstLine(message), message);
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
    trials.startNoMore("the time budget of " + seconds(rules.timeBudget()) + " s is used up");
  }

  /** Whether a stop rule of the sweep has fired just now. */
  private boolean endSweepIfJudged() {
    String reason = isTimeUp() ? null : judging.sweepReason();
    if (reason != null) {
      trials.startNoMore(reason);
    }
    return reason != null;
  }

  private void grown(int numSamples) {
    proposals.grow(numSamples);
    scheduler.onTotal(proposals.total(-1));
  }

  private void widened(String yaml) {
    proposals.widen(yaml);
    scheduler.onTotal(proposals.total(-1));
  }

  private void offered(SweepEvent.Offered offer) {
    offered = offer;
    endedThen = trials.ended();
    scheduler.onOffered(offer.members(), rules.maxConcurrent());
  }

  private static boolean comesWhileNobodyDrives(SweepEvent event) {
    return event instanceof SweepEvent.Grown || event instanceof SweepEvent.Widened;
  }

  // ---- small steps ----

  private boolean mayStartAnother() {
    return rules.maxConcurrent() == 0 || trials.running() < rules.maxConcurrent();
  }

  private void settle() {
    do {
      trials.endUnwanted();
      moveWhenStalled();
    } while (endSweepIfJudged());
  }

  /** Nothing can happen by itself any more, although trials are paused: no sweep waits for ever. */
  private void moveWhenStalled() {
    while (isStalled()) {
      int before = trials.held();
      scheduler.onStalled();
      trials.endUnwanted();
      if (trials.held() == before && isStalled()) {
        LiveTrial first = trials.firstHeld();
        String reason = "nothing is left that could let it go on";
        trials.end(first, TrialStatus.TERMINATED, reason, first.trial.error());
      }
    }
  }

  private boolean isStalled() {
    return !over
        && time.hasBegun()
        && interrupted == null
        && trials.held() > 0
        && trials.first() == null
        && trials.running() == 0
        && choice() instanceof Choice.Nothing;
  }

  private void endIfNothingIsLeft() {
    if (over || !time.hasBegun()) {
      return;
    }
    String noMoreStarts = trials.noMoreStarts();
    if (interrupted != null && trials.running() == 0) {
      over = true;
      commands.add(new Command.End(false, interrupted));
    } else if (trials.all().isEmpty() && (proposals.isExhausted() || noMoreStarts != null)) {
      over = true;
      String reason = noMoreStarts == null ? "all trials have ended" : noMoreStarts;
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
