package org.tune4j.tuner;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.SweepState;
import org.tune4j.results.SweepStatus;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.Attempts.Attempt;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.grid.FromMember;
import org.tune4j.tuner.grid.Grid;
import org.tune4j.tuner.grid.ToMember;
import org.tune4j.tuner.report.ResultFiles;

/**
 * Drives sweeps: takes in what the grid reports, writes it down, lets the engines decide, and sends
 * their answers - in this order, so that nothing a trial was told can be lost. One thread; only
 * {@link #interrupt} and {@link #hurry} may be called from another.
 */
final class Driver {
  private static final Logger LOG = LoggerFactory.getLogger(Driver.class);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  private final Grid grid;
  private final ResultsDb db;
  private final CheckpointStore checkpoints;
  private final TrialFiles files;
  private final Clock clock;
  private final Duration pauseGrace;

  private final Map<String, SweepRun> runs = new LinkedHashMap<>();
  private final Attempts attempts = new Attempts();
  private final Outbox outbox = new Outbox();
  private final Intake intake;
  private final List<FromMember> ownReports = new ArrayList<>();
  private final Snapshots snapshots;

  private volatile @Nullable String interruption;
  private volatile boolean inHurry;
  private @Nullable Instant interruptedAt;

  Driver(
      Grid grid,
      ResultsDb db,
      CheckpointStore checkpoints,
      ResultFiles files,
      Clock clock,
      Duration pauseGrace,
      Snapshots snapshots) {
    this.grid = grid;
    this.db = db;
    this.checkpoints = checkpoints;
    this.files = new TrialFiles(files, db);
    this.clock = clock;
    this.pauseGrace = pauseGrace;
    this.snapshots = snapshots;
    this.intake = new Intake(grid, checkpoints, attempts, outbox, clock);
  }

  /** Takes a sweep over. */
  void add(SweepRun run, String driverName) {
    runs.put(run.name, run);
    // What an earlier driver had no time to write, it may have had no time to do to files.
    List<Trial> unwritten = run.unwrittenTrials();
    run.unwrittenDiscards().forEach(checkpoint -> checkpoints.delete(run.name, checkpoint));
    run.now(SweepState.RUNNING);
    SweepEvent.Recorded started =
        run.note(new SweepEvent.DriverStarted(driverName), clock.instant());
    run.write(db);
    unwritten.forEach(trial -> files.rewrite(run.name, trial));
    execute(run, run.handle(started));
  }

  /** Asks all sweeps to stop so that they can be resumed. From any thread. */
  void interrupt(String reason) {
    interruption = reason;
  }

  /** Lets {@link #drive} return without waiting for what was asked to pause. From any thread. */
  void hurry() {
    inHurry = true;
  }

  /** Works until every sweep is over, or was interrupted and had its time to pause. */
  void drive() throws InterruptedException {
    try {
      while (!isOver()) {
        turn();
      }
    } catch (InterruptedException e) {
      interruption = "the thread that ran it was interrupted";
      leave();
      throw e;
    }
    leave();
  }

  private void turn() throws InterruptedException {
    List<FromMember> reports = grid.receive(untilNextDeadline());
    intake.take(ownReports);
    ownReports.clear();
    intake.take(reports);
    noteDeadlines();
    decide();
    place();
    flushIfQuiet(reports);
    snapshots.take(runs.values(), attempts.ledger(), clock.instant());
  }

  /**
   * Writes how the sweeps stand that have not come to their end. What did not pause in time is left
   * behind.
   */
  private void leave() {
    attempts.all().forEach(this::leaveBehind);
    for (SweepRun run : runs.values()) {
      if (!run.engine.isOver()) {
        run.now(
            new SweepState(SweepStatus.INTERRUPTED, String.valueOf(interruption), clock.instant()));
      }
      run.write(db);
    }
    snapshots.takeLast(runs.values(), attempts.ledger(), clock.instant());
  }

  private void leaveBehind(String trialId, Attempt attempt) {
    SweepEvent lost =
        new SweepEvent.Ended(
            trialId, attempt.number(), SweepEvent.Outcome.LOST, "it did not pause in time");
    attempt.run().handle(attempt.run().note(lost, clock.instant()));
  }

  // ---- record ----

  private void noteDeadlines() {
    Instant now = clock.instant();
    String reason = interruption;
    if (reason != null && interruptedAt == null) {
      interruptedAt = now;
      running().forEach(run -> note(run, new SweepEvent.Interrupted(reason)));
    }
    for (SweepRun run : running()) {
      Instant deadline = run.engine.deadline();
      if (deadline != null && !now.isBefore(deadline)) {
        note(run, new SweepEvent.DeadlinePassed());
      }
    }
  }

  private void note(SweepRun run, SweepEvent event) {
    run.note(event, clock.instant());
  }

  // ---- decide, answer ----

  private void decide() {
    for (SweepRun run : runs.values()) {
      List<SweepEvent.Recorded> events = run.unwrittenEvents();
      if (events.isEmpty()) {
        continue;
      }
      run.write(db);
      files.append(events);
      for (SweepEvent.Recorded event : events) {
        execute(run, run.handle(event));
        if (event.event() instanceof SweepEvent.Saved saved) {
          tellHolder(saved.checkpoint().trialId(), Outbox.taken(saved.checkpoint(), null));
        }
      }
    }
    outbox.send(grid);
  }

  private void execute(SweepRun run, List<Command> commands) {
    for (Command command : commands) {
      switch (command) {
        case Command.Answer c ->
            tellHolder(
                c.trialId(),
                new ToMember.Answer(c.trialId(), c.attempt(), c.trainingIteration(), c.decision()));
        case Command.Start c -> start(run, c);
        case Command.Discard c -> checkpoints.delete(run.name, c.checkpoint());
        case Command.Store c -> {}
        case Command.Supersede c -> rewriteFiles(run, c.trialId());
        case Command.End c -> {}
      }
    }
  }

  private void start(SweepRun run, Command.Start command) {
    Trial trial = command.trial();
    String member = String.valueOf(trial.member());
    Checkpoint from = command.from();
    if (from != null) {
      try {
        grid.offer(trial.id(), trial.attempts(), from, checkpoints.file(run.name, from));
      } catch (IOException e) {
        LOG.warn("trial {}: {}", trial.id(), e.getMessage());
        ownReports.add(
            new FromMember.Ended(
                member,
                trial.id(),
                trial.attempts(),
                SweepEvent.Outcome.FAILED,
                "restore: " + e.getMessage()));
        return;
      }
    }
    files.begin(trial);
    outbox.tell(member, new ToMember.Start(run.sweep.assignment(trial), from));
  }

  private void rewriteFiles(SweepRun run, String trialId) {
    Trial trial = run.engine.liveTrial(trialId);
    if (trial != null) {
      files.rewrite(run.name, trial);
    }
  }

  private void tellHolder(String trialId, ToMember message) {
    Attempt attempt = attempts.of(trialId);
    if (attempt != null) {
      outbox.tell(attempt.member(), message);
    }
  }

  // ---- place ----

  private void place() {
    boolean placed = true;
    List<Runnable> starts = new ArrayList<>();
    while (placed && attempts.ledger().hasRoom()) {
      placed = false;
      for (SweepRun run : running()) {
        placed |= placeOne(run, starts);
      }
    }
    for (SweepRun run : runs.values()) {
      List<SweepEvent.Recorded> events = run.unwrittenEvents();
      if (!events.isEmpty()) {
        run.write(db);
        files.append(events);
      }
    }
    starts.forEach(Runnable::run);
    outbox.send(grid);
  }

  /**
   * Proposes and places one trial; what is to be done of it must wait until the events are written.
   */
  private boolean placeOne(SweepRun run, List<Runnable> starts) {
    if (run.engine.nextToPlace() == null && run.engine.isHungry()) {
      step(run, new SweepEvent.SlotFree(), starts);
    }
    Trial next = run.engine.nextToPlace();
    if (next == null) {
      return false;
    }
    if (!attempts.ledger().canEverHold(next.resources())) {
      step(run, neverFits(next), starts);
      return true;
    }
    Attempt attempt = attempts.begin(run, next);
    if (attempt == null) {
      return false;
    }
    step(run, new SweepEvent.Placed(next.id(), attempt.number(), attempt.placement()), starts);
    return true;
  }

  private void step(SweepRun run, SweepEvent event, List<Runnable> later) {
    List<Command> commands = run.handle(run.note(event, clock.instant()));
    later.add(() -> execute(run, commands));
  }

  private SweepEvent neverFits(Trial trial) {
    return new SweepEvent.Ended(
        trial.id(), 0, SweepEvent.Outcome.FAILED, attempts.ledger().explain(trial.resources()));
  }

  // ---- small steps ----

  private boolean isOver() {
    Instant since = interruptedAt;
    boolean waitedEnough =
        since != null && (inHurry || !clock.instant().isBefore(since.plus(pauseGrace)));
    return waitedEnough || running().isEmpty();
  }

  private List<SweepRun> running() {
    return runs.values().stream().filter(run -> !run.engine.isOver()).toList();
  }

  private Duration untilNextDeadline() {
    if (!ownReports.isEmpty()) {
      return Duration.ZERO;
    }
    if (runs.values().stream().anyMatch(SweepRun::hasUnwritten)) {
      return Duration.ofMillis(2);
    }
    Duration wait = LONGEST_WAIT;
    for (SweepRun run : running()) {
      Instant deadline = run.engine.deadline();
      if (deadline != null) {
        Duration left = Duration.between(clock.instant(), deadline);
        wait = left.compareTo(wait) < 0 ? left : wait;
      }
    }
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** Decisions are written with the next events, or when none come for a moment. */
  private void flushIfQuiet(List<FromMember> reports) {
    for (SweepRun run : runs.values()) {
      if (reports.isEmpty() || run.engine.isOver()) {
        run.write(db);
      }
    }
  }
}
