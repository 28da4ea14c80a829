package org.tune4j.tuner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.SweepState;
import org.tune4j.results.SweepStatus;
import org.tune4j.runner.CheckpointArchive;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.grid.FromMember;
import org.tune4j.tuner.grid.Grid;
import org.tune4j.tuner.grid.ToMember;
import org.tune4j.tuner.place.Ledger;
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
  private final ResultFiles files;
  private final Clock clock;
  private final Duration pauseGrace;

  private final Ledger ledger = new Ledger();
  private final Map<String, SweepRun> runs = new LinkedHashMap<>();
  private final Map<String, Attempt> attempts = new HashMap<>();
  private final Deque<FromMember> ownReports = new ArrayDeque<>();
  private final Map<String, List<ToMember>> outgoing = new LinkedHashMap<>();
  private final Snapshots snapshots;

  private volatile @Nullable String interruption;
  private volatile boolean inHurry;
  private @Nullable Instant interruptedAt;

  /** What runs where. */
  private record Attempt(SweepRun run, int number, String member) {}

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
    this.files = files;
    this.clock = clock;
    this.pauseGrace = pauseGrace;
    this.snapshots = snapshots;
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
    unwritten.forEach(trial -> rewriteFiles(run, trial));
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
    takeIn(reports);
    noteDeadlines();
    decide();
    place();
    flushIfQuiet(reports);
    snapshots.take(runs.values(), ledger, clock.instant());
  }

  /** Writes how the sweeps stand that have not come to their end. */
  private void leave() {
    for (SweepRun run : runs.values()) {
      if (!run.engine.isOver()) {
        run.now(
            new SweepState(SweepStatus.INTERRUPTED, String.valueOf(interruption), clock.instant()));
      }
      run.write(db);
    }
    snapshots.takeLast(runs.values(), ledger, clock.instant());
  }

  // ---- record ----

  private void takeIn(List<FromMember> reports) {
    List<FromMember> all = new ArrayList<>(ownReports);
    ownReports.clear();
    all.addAll(reports);
    Set<String> resultsInThisBatch = new HashSet<>();
    for (FromMember report : all) {
      switch (report) {
        case FromMember.Joined r -> ledger.join(r.member(), r.resources());
        case FromMember.Left r -> memberLeft(r.member());
        case FromMember.Reported r -> reported(r, resultsInThisBatch);
        case FromMember.Saved r -> saved(r);
        case FromMember.Ended r -> ended(r);
      }
    }
  }

  private void reported(FromMember.Reported report, Set<String> inThisBatch) {
    Result result = report.result();
    Attempt attempt = attempts.get(result.trialId());
    Decision known = attempt == null ? null : attempt.run.engine.answerToRepeat(result);
    if (attempt == null || known != null) {
      tell(
          report.member(),
          new ToMember.Answer(
              result.trialId(),
              result.attempt(),
              result.trainingIteration(),
              known == null ? Decision.STOP : known));
    } else if (inThisBatch.add(
        result.trialId() + "/" + result.attempt() + "/" + result.trainingIteration())) {
      note(attempt.run, new SweepEvent.Reported(result));
    }
  }

  private void saved(FromMember.Saved report) {
    Checkpoint checkpoint = report.checkpoint();
    Attempt attempt = attempts.get(checkpoint.trialId());
    String problem = null;
    if (attempt == null || attempt.number != checkpoint.attempt()) {
      problem = "this attempt is over";
    } else {
      Path file = checkpoints.file(attempt.run.name, checkpoint);
      try {
        if (!isThere(checkpoint, file)) {
          Files.createDirectories(file.getParent());
          grid.fetch(report, file);
        }
        note(attempt.run, new SweepEvent.Saved(checkpoint));
        return;
      } catch (IOException e) {
        problem = "checkpoint: " + e.getMessage();
      }
    }
    tell(report.member(), taken(checkpoint, problem));
  }

  /** It comes again when the answer took long; a file of an earlier database is another one. */
  private static boolean isThere(Checkpoint checkpoint, Path file) throws IOException {
    return Files.exists(file) && CheckpointArchive.sha256(file).equals(checkpoint.sha256());
  }

  private void ended(FromMember.Ended report) {
    Attempt attempt = attempts.get(report.trialId());
    if (attempt != null && attempt.number == report.attempt()) {
      forget(report.trialId());
      note(
          attempt.run,
          new SweepEvent.Ended(
              report.trialId(), report.attempt(), report.outcome(), report.message()));
    }
  }

  private void memberLeft(String member) {
    ledger.leave(member);
    for (Map.Entry<String, Attempt> entry : Map.copyOf(attempts).entrySet()) {
      Attempt attempt = entry.getValue();
      if (attempt.member.equals(member)) {
        forget(entry.getKey());
        note(
            attempt.run,
            new SweepEvent.Ended(
                entry.getKey(),
                attempt.number,
                SweepEvent.Outcome.LOST,
                "member " + member + " is gone"));
      }
    }
  }

  private void forget(String trialId) {
    attempts.remove(trialId);
    ledger.release(trialId);
  }

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
      writeFiles(() -> files.append(events));
      for (SweepEvent.Recorded event : events) {
        execute(run, run.handle(event));
        if (event.event() instanceof SweepEvent.Saved saved) {
          tellHolder(saved.checkpoint().trialId(), taken(saved.checkpoint(), null));
        }
      }
    }
    send();
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
        case Command.Supersede c -> rewriteFiles(run, run.engine.liveTrial(c.trialId()));
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
    writeFiles(() -> files.params(trial));
    tell(member, new ToMember.Start(run.sweep.assignment(trial), from));
  }

  /** Files are made from what the database has, so losing one is no reason to lose a sweep. */
  private void writeFiles(FileWork work) {
    try {
      work.run();
    } catch (IOException e) {
      LOG.error("a result file could not be written: {}", e.toString());
    }
  }

  /**
   * Makes a trial's files of what the database has, when they lack something or have what no longer
   * counts.
   */
  private void rewriteFiles(SweepRun run, @Nullable Trial trial) {
    if (trial != null) {
      List<SweepEvent.Recorded> counting = new ArrayList<>();
      db.forEachReported(run.name, trial.id(), counting::add);
      writeFiles(() -> files.rewrite(trial, counting));
    }
  }

  private interface FileWork {
    void run() throws IOException;
  }

  // ---- place ----

  private void place() {
    boolean placed = true;
    List<Runnable> starts = new ArrayList<>();
    while (placed && ledger.hasRoom()) {
      placed = false;
      for (SweepRun run : running()) {
        placed |= placeOne(run, starts);
      }
    }
    for (SweepRun run : runs.values()) {
      List<SweepEvent.Recorded> events = run.unwrittenEvents();
      if (!events.isEmpty()) {
        run.write(db);
        writeFiles(() -> files.append(events));
      }
    }
    starts.forEach(Runnable::run);
    send();
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
    if (!ledger.canEverHold(next.resources())) {
      step(run, neverFits(next), starts);
      return true;
    }
    String member = ledger.take(next.id(), next.resources());
    if (member == null) {
      return false;
    }
    attempts.put(next.id(), new Attempt(run, next.attempts() + 1, member));
    step(run, new SweepEvent.Placed(next.id(), next.attempts() + 1, member), starts);
    return true;
  }

  private void step(SweepRun run, SweepEvent event, List<Runnable> later) {
    List<Command> commands = run.handle(run.note(event, clock.instant()));
    later.add(() -> execute(run, commands));
  }

  private SweepEvent neverFits(Trial trial) {
    return new SweepEvent.Ended(
        trial.id(),
        0,
        SweepEvent.Outcome.FAILED,
        trial.resources().isNothing()
            ? "it asks for no CPU and no GPU"
            : "it asks for "
                + trial.resources()
                + ", more than any member has (all members together: "
                + ledger.total()
                + ")");
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

  private static ToMember taken(Checkpoint checkpoint, @Nullable String problem) {
    return new ToMember.CheckpointTaken(
        checkpoint.trialId(), checkpoint.attempt(), checkpoint.trainingIteration(), problem);
  }

  private void tellHolder(String trialId, ToMember message) {
    Attempt attempt = attempts.get(trialId);
    if (attempt != null) {
      tell(attempt.member, message);
    }
  }

  private void tell(String member, ToMember message) {
    outgoing.computeIfAbsent(member, m -> new ArrayList<>()).add(message);
  }

  private void send() {
    outgoing.forEach(grid::send);
    outgoing.clear();
  }

  /** What all members have together. */
  Resources capacity() {
    return ledger.total();
  }
}
