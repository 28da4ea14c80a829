package org.tune4j.tuner;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.results.FullDiskException;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.ResultsDbException;
import org.tune4j.results.SweepState;
import org.tune4j.results.SweepStatus;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.Attempts.Attempt;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.grid.FromMember;
import org.tune4j.tuner.grid.Grid;
import org.tune4j.tuner.grid.ToMember;
import org.tune4j.tuner.report.OutputFiles;
import org.tune4j.yaml.InvalidInputException;

/**
 * Drives sweeps: takes in what the grid reports, writes it down, lets the engines decide, and sends
 * their answers - in this order, so that nothing a trial was told can be lost. One thread drives;
 * what others want goes through {@link #ask}.
 */
final class Driver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Driver.class);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  private final Grid grid;
  private final ResultsDb db;
  private final CheckpointStore checkpoints;
  private final TrialFiles files;
  private final DriverTime time;
  private final DriverSettings settings;
  private final Function<SweepRun, SweepResult> result;
  private final Snapshots snapshots;

  private final Map<String, SweepRun> runs = new LinkedHashMap<>();
  private final Members members;
  private final Attempts attempts = new Attempts();
  private final Outbox outbox = new Outbox();
  private final Transfers transfers;
  private final Intake intake;
  private final Orphans orphans;
  private final Deadlines deadlines;
  private final Execution execution;
  private final Placing placing;
  private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();

  private volatile boolean inHurry;

  /**
   * How a driver works.
   *
   * @param name the member in its own JVM, by which it is called in the event log
   * @param pauseGrace how long trials have to pause when their sweep is interrupted
   * @param adoption how long members have to show up with what an earlier driver began
   */
  record DriverSettings(String name, Duration pauseGrace, Duration adoption) {}

  Driver(
      Grid grid,
      ResultsDb db,
      CheckpointStore checkpoints,
      TrialFiles files,
      OutputFiles output,
      DriverTime time,
      DriverSettings settings,
      Snapshots snapshots,
      Function<SweepRun, SweepResult> result) {
    this.grid = grid;
    this.db = db;
    this.checkpoints = checkpoints;
    this.files = files;
    this.time = time;
    this.settings = settings;
    this.snapshots = snapshots;
    this.result = result;
    this.members = new Members(settings.name());
    this.transfers = new Transfers(grid, checkpoints, attempts, outbox, time);
    this.intake =
        new Intake(
            runs,
            members,
            attempts,
            outbox,
            transfers,
            output,
            time,
            settings.adoption(),
            new OwnDisk(settings.name(), checkpoints.results()));
    this.orphans = new Orphans(attempts, members, time, settings.adoption());
    this.deadlines = new Deadlines(attempts, intake, time);
    this.execution = new Execution(db, checkpoints, files, attempts, outbox, transfers);
    this.placing = new Placing(this, runs, attempts, members, time);
  }

  // ---- from any thread ----

  /** Has something done by the thread that drives. */
  void ask(Runnable request) {
    requests.add(request);
    grid.wake();
  }

  /** Does not wait any more for what was asked to pause. */
  void hurry() {
    inHurry = true;
    grid.wake();
  }

  @Override
  public void close() {
    transfers.close();
  }

  // ---- on the thread that drives ----

  /** Takes a sweep over. */
  void add(SweepRun run) {
    runs.put(run.name, run);
    attempts.turns().join(run.name, run.sweep.limits().priority());
    alone(run, () -> begin(run));
  }

  private void begin(SweepRun run) {
    run.addedAt = time.worked();
    // What an earlier driver had no time to write, it may have had no time to do to files.
    List<Trial> unwritten = run.unwrittenTrials();
    run.unwrittenDiscards().forEach(checkpoint -> checkpoints.delete(run.name, checkpoint));
    boolean hasPast = run.hasPast();
    run.now(SweepState.RUNNING);
    SweepEvent.Recorded started =
        run.note(new SweepEvent.DriverStarted(settings.name()), time.now());
    run.write(db);
    if (hasPast) { // a new sweep leaves alone what it finds in its folder
      checkpoints.deleteUnknown(run.name, db::checkpoints);
    }
    files.catchUp(run.name, unwritten);
    if (hasPast) {
      files.lineage(run.name);
    }
    execute(run, run.handle(started));
    orphans.expect(run);
  }

  /** Asks one sweep to stop so that it can be resumed. */
  void interrupt(SweepRun run, String reason) {
    if (run.interruptedAt == null && !run.engine.isOver()) {
      run.interruptedAt = time.worked();
      run.interruption = reason;
      run.note(new SweepEvent.Interrupted(reason), time.now());
    }
  }

  /** The sweeps that are driven, by name. */
  Map<String, SweepRun> runs() {
    return runs;
  }

  /** Those that are there. */
  Members members() {
    return members;
  }

  /** What runs where. */
  Attempts attempts() {
    return attempts;
  }

  /** Asks the members that may not be able to run that whether they can. */
  void check(List<String> trainables) {
    for (String trainable : trainables) {
      for (String member : members.unasked(trainable)) {
        if (members.mayAsk(member, trainable, time.worked())) {
          outbox.tell(member, new ToMember.Check(List.of(trainable)));
        }
      }
    }
  }

  /** A member that came later may not be able to run what is running. */
  private void askNewMembers() {
    if (members.areSeveral()) {
      runs.values().forEach(run -> check(run.trainables()));
    }
  }

  /** One round: what came in, what was asked, what follows. */
  void turn() throws InterruptedException {
    List<FromMember> reports = grid.receive(untilNextDeadline());
    time.turn();
    for (Runnable request = requests.poll(); request != null; request = requests.poll()) {
      request.run();
    }
    transfers.finish();
    intake.take(reports);
    askNewMembers();
    members.silent(time.worked()).forEach(member -> intake.left(member, "does not answer"));
    orphans.noteLost(runs.values());
    deadlines.note(running());
    decide();
    place();
    flushIfQuiet(reports);
    letGo();
    snapshots.take(runs.values(), attempts.ledger(), time.now());
  }

  /** Leaves all sweeps as they are, to be resumed. */
  void leaveAll(String reason) {
    List.copyOf(runs.values()).forEach(run -> leave(run, reason));
  }

  // ---- decide, answer ----

  private void decide() {
    for (SweepRun run : List.copyOf(runs.values())) {
      if (run.hasUnwrittenEvents()) {
        alone(run, () -> decide(run));
      }
    }
    outbox.send(grid);
  }

  private void decide(SweepRun run) {
    for (SweepEvent.Recorded event : writeEvents(run)) {
      execute(run, run.handle(event));
      if (event.event() instanceof SweepEvent.Saved saved) {
        execution.tellHolder(saved.checkpoint().trialId(), Outbox.taken(saved.checkpoint()));
      }
    }
  }

  private List<SweepEvent.Recorded> writeEvents(SweepRun run) {
    List<SweepEvent.Recorded> events = run.unwrittenEvents();
    if (!events.isEmpty()) {
      run.write(db);
      files.append(events);
    }
    return events;
  }

  // ---- place ----

  private void place() {
    List<Runnable> starts = placing.place();
    List.copyOf(runs.values()).forEach(run -> alone(run, () -> writeEvents(run)));
    starts.forEach(Runnable::run);
    outbox.send(grid);
  }

  /** Whether all members that are there have shown what they offer. */
  boolean hasHeardOfAll() {
    return members.all().size() >= grid.size();
  }

  /** Whether those that are on their way have had the time to come. */
  boolean isSettled() {
    return hasHeardOfAll() && time.worked() >= settings.adoption().toMillis();
  }

  /** Has done what a sweep's engine says. */
  void execute(SweepRun run, List<Command> commands) {
    execution.execute(run, commands);
  }

  // ---- let go ----

  /** Hands back the sweeps that are over, or were interrupted and had their time to pause. */
  private void letGo() {
    for (SweepRun run : List.copyOf(runs.values())) {
      Long since = run.interruptedAt;
      boolean waitedEnough =
          since != null && (inHurry || time.worked() - since >= settings.pauseGrace().toMillis());
      if (run.engine.isOver() || waitedEnough) {
        leave(run, "interrupted");
      }
    }
    if (runs.isEmpty()) {
      inHurry = false;
    }
  }

  /** What did not pause in time is left behind: what it does from now on counts no more. */
  private void leave(SweepRun run, String reason) {
    for (Attempt attempt : attempts.of(run)) {
      String why = "it did not pause in time";
      intake.abort(attempt, why);
      attempts.end(attempt.trialId, true);
      run.handle(
          run.note(
              new SweepEvent.Ended(attempt.trialId, attempt.number, SweepEvent.Outcome.LOST, why),
              time.now()));
    }
    orphans.giveUp(run);
    if (!run.engine.isOver()) {
      run.now(
          new SweepState(
              SweepStatus.INTERRUPTED,
              run.interruption == null ? reason : run.interruption,
              time.now()));
    }
    List<SweepEvent.Recorded> unused = writeEvents(run);
    run.write(db);
    outbox.send(grid);
    runs.remove(run.name);
    attempts.turns().leave(run.name);
    snapshots.takeLast(run, runs.values(), attempts.ledger(), time.now());
    files.flush(); // who waits for the sweep finds its files whole
    run.outcome.complete(result.apply(run));
  }

  // ---- a sweep that fails ----

  void alone(SweepRun run, Runnable step) {
    boolean unused =
        alone(
            run,
            () -> {
              step.run();
              return true;
            },
            false);
  }

  /**
   * What goes wrong with one sweep must not end the others; that the database fails does.
   *
   * @param failed what to return when it fails
   */
  <T> T alone(SweepRun run, Supplier<T> step, T failed) {
    try {
      return step.get();
    } catch (ResultsDbException | FullDiskException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("sweep {} failed", run.name, e);
      fail(run, e);
      return failed;
    }
  }

  /** Its engine may be in any state: it is not asked any more. */
  private void fail(SweepRun run, RuntimeException why) {
    runs.remove(run.name);
    attempts.turns().leave(run.name);
    for (Attempt attempt : attempts.of(run)) {
      intake.abort(attempt, "its sweep failed");
      attempts.end(attempt.trialId, true);
    }
    orphans.giveUp(run);
    run.now(new SweepState(SweepStatus.INTERRUPTED, "it failed: " + why, time.now()));
    try {
      run.write(db);
    } catch (InvalidInputException e) { // the database does not know it
      why.addSuppressed(e);
    }
    run.outcome.completeExceptionally(why);
  }

  // ---- small steps ----

  private List<SweepRun> running() {
    return runs.values().stream().filter(run -> !run.engine.isOver()).toList();
  }

  private Duration untilNextDeadline() {
    if (!requests.isEmpty()) {
      return Duration.ZERO;
    }
    if (runs.values().stream().anyMatch(SweepRun::hasUnwritten)) {
      return Duration.ofMillis(2);
    }
    return deadlines.untilNext(running(), LONGEST_WAIT);
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
