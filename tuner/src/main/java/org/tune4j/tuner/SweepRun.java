package org.tune4j.tuner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.Batch;
import org.tune4j.results.Lineage;
import org.tune4j.results.Restart;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.SweepState;
import org.tune4j.results.SweepStatus;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.engine.SweepEngine;

/**
 * One sweep in the hands of a driver: its engine, its place in the event log, and what the engine
 * has decided that is not written yet. Decisions follow from recorded events, so they may be
 * written later than they are acted on; {@code applied} says up to which event they are.
 */
final class SweepRun {
  private static final Duration DECISIONS_WAIT = Duration.ofMillis(200);

  final Sweep sweep;
  final String name;
  final SweepEngine engine;

  final @Nullable String submittedBy;

  /** Attempts that an earlier driver began and nobody has heard of yet: trial → attempt. */
  final Map<String, Integer> orphans = new HashMap<>();

  /** The member in the JVM of the driver before; {@code null} when there was none. */
  @Nullable String earlierDriver;

  /** What became of the sweep, once its driver lets go of it. */
  final CompletableFuture<SweepResult> outcome = new CompletableFuture<>();

  /** When it was asked to stop, in milliseconds of the driver's work; {@code null} if not. */
  @Nullable Long interruptedAt;

  /** Why that was; {@code null} if not. */
  @Nullable String interruption;

  /** When its time was up, in the same. */
  @Nullable Long deadlineAt;

  /** When its engine is to be told again what the members have, in the same. */
  long offerAt;

  /** When its driver took it over, in the same. */
  long addedAt;

  private final Map<String, Trial> trials = new LinkedHashMap<>();
  private final List<Restart> restarts = new ArrayList<>();
  private final List<Exploit> exploits = new ArrayList<>();
  private final List<Lineage.Revoked> revoked = new ArrayList<>();
  private final List<Checkpoint> discarded = new ArrayList<>();
  private final List<SweepEvent.Recorded> unwritten = new ArrayList<>();
  private @Nullable List<String> trainables;
  private @Nullable SweepState state;
  private Instant decisionsWrittenAt = Instant.EPOCH;
  private long seq;
  private long handled;

  SweepRun(Sweep sweep, String name, SweepEngine engine, @Nullable String submittedBy) {
    this.sweep = sweep;
    this.name = name;
    this.engine = engine;
    this.submittedBy = submittedBy;
  }

  /** What its trials may run. */
  List<String> trainables() {
    if (trainables == null) {
      trainables = sweep.trainables();
    }
    return trainables;
  }

  /** Gives an event its place in the log; it is written with the next {@link #write}. */
  SweepEvent.Recorded note(SweepEvent event, Instant at) {
    SweepEvent.Recorded recorded = new SweepEvent.Recorded(++seq, at, event);
    unwritten.add(recorded);
    return recorded;
  }

  /** Lets the engine decide on an event, and keeps what must be written of it. */
  List<Command> handle(SweepEvent.Recorded recorded) {
    List<Command> commands = engine.handle(recorded);
    commands.forEach(command -> keep(command, recorded.at()));
    handled = recorded.seq();
    return commands;
  }

  /** The sweep gets room for more trials. */
  void grow(int numSamples, Instant at) {
    handle(note(new SweepEvent.Grown(numSamples), at));
  }

  /** The sweep gets another space. */
  void widen(String yaml, Instant at) {
    handle(note(new SweepEvent.Widened(yaml), at));
  }

  /**
   * Handles an event of an earlier driver; its decisions are kept only when they were not written
   * then.
   */
  void replay(SweepEvent.Recorded recorded, long applied) {
    if (recorded.event() instanceof SweepEvent.DriverStarted started) {
      earlierDriver = started.driver();
    }
    List<Command> commands = engine.handle(recorded);
    if (recorded.seq() > applied) {
      commands.forEach(command -> keep(command, recorded.at()));
    }
    seq = recorded.seq();
    handled = recorded.seq();
  }

  /** Whether anything has happened to it yet. */
  boolean hasPast() {
    return seq > 0;
  }

  boolean hasUnwrittenEvents() {
    return !unwritten.isEmpty();
  }

  boolean hasUnwritten() {
    return hasUnwrittenEvents() || !trials.isEmpty() || !discarded.isEmpty() || state != null;
  }

  /**
   * Writes all events that are unwritten, as one transaction; durable on return. What was decided
   * on results goes with them, but not each time: trials that report often would be updated with
   * each of their results.
   */
  void write(ResultsDb db) {
    if (!hasUnwritten()) {
      return;
    }
    if (decisionsMayWait()) {
      db.append(name, Batch.of(unwritten));
      unwritten.clear();
      return;
    }
    db.append(
        name,
        new Batch(
            unwritten,
            List.copyOf(trials.values()),
            restarts,
            discarded.stream().map(Checkpoint::id).toList(),
            new Lineage(exploits, revoked),
            state,
            handled));
    if (!unwritten.isEmpty()) {
      decisionsWrittenAt = unwritten.getLast().at();
    }
    unwritten.clear();
    trials.clear();
    restarts.clear();
    exploits.clear();
    revoked.clear();
    discarded.clear();
    state = null;
  }

  private boolean decisionsMayWait() {
    return state == null
        && restarts.isEmpty()
        && revoked.isEmpty()
        && discarded.isEmpty()
        && !unwritten.isEmpty()
        && unwritten.getLast().at().isBefore(decisionsWrittenAt.plus(DECISIONS_WAIT))
        && unwritten.stream().allMatch(event -> event.event() instanceof SweepEvent.Reported);
  }

  /** The events that are not written yet, by ascending seq. */
  List<SweepEvent.Recorded> unwrittenEvents() {
    return List.copyOf(unwritten);
  }

  /** The trials that have changed since they were last written. */
  List<Trial> unwrittenTrials() {
    return List.copyOf(trials.values());
  }

  /** The checkpoints that the database does not yet know to be gone. */
  List<Checkpoint> unwrittenDiscards() {
    return List.copyOf(discarded);
  }

  /** What the sweep has come to, to be written next. */
  void now(SweepState newState) {
    state = newState;
  }

  private void keep(Command command, Instant at) {
    switch (command) {
      case Command.Store c -> trials.put(c.trial().id(), c.trial());
      case Command.Supersede c ->
          restarts.add(new Restart(c.trialId(), c.attempt(), c.afterIteration()));
      case Command.Exploited c -> exploits.add(c.exploit());
      case Command.Revoked c -> {
        exploits.removeIf(e -> e.trialId().equals(c.trialId()) && e.attempt() >= c.sinceAttempt());
        revoked.add(new Lineage.Revoked(c.trialId(), c.sinceAttempt()));
      }
      case Command.Discard c -> discarded.add(c.checkpoint());
      case Command.End c ->
          now(
              new SweepState(
                  c.finished() ? SweepStatus.FINISHED : SweepStatus.INTERRUPTED, c.reason(), at));
      case Command.Start c -> {}
      case Command.Answer c -> {}
      case Command.Warn c -> {}
    }
  }
}
