package org.tune4j.tuner;

import java.time.Duration;
import java.util.ArrayList;
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
import org.tune4j.tuner.place.Turns;
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

  /** To look what all members have takes time where they are many. */
  private static final long OFFER_EVERY_MS = 200;

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
        tellHolder(saved.checkpoint().trialId(), Outbox.taken(saved.checkpoint()));
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
        case Command.Exploited c -> files.exploited(run.name, c.exploit());
        case Command.Revoked c -> {
          run.write(db); // the files are made of what is there
          files.lineage(run.name);
        }
        case Command.Warn c -> LOG.warn("sweep {}: {}", run.name, c.text());
        case Command.End c -> {}
      }
    }
  }

  private void start(SweepRun run, Command.Start command) {
    Trial trial = command.trial();
    Attempt attempt = attempts.of(trial.id(), trial.attempts());
    if (attempt != null) {
      files.begin(trial);
      transfers.start(attempt, new ToMember.Start(run.sweep.assignment(trial), command.from()));
    }
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
    List<Runnable> starts = new ArrayList<>();
    List.copyOf(runs.values()).forEach(run -> alone(run, () -> offer(run, starts)));
    boolean placed = true;
    while (placed && attempts.ledger().hasRoom()) {
      placed =
          attempts.turns().take(attempts.ledger()::total, name -> ask(name, starts), this::mayCome);
    }
    List.copyOf(runs.values()).forEach(run -> alone(run, () -> writeEvents(run)));
    starts.forEach(Runnable::run);
    outbox.send(grid);
  }

  /** Says what the members have to a sweep that goes by it, as soon as all have shown it. */
  private void offer(SweepRun run, List<Runnable> later) {
    boolean isKnown = hasHeardOfAll() && run.orphans.isEmpty();
    if (!isKnown || !run.engine.goesByOffers() || time.worked() < run.offerAt) {
      return;
    }
    run.offerAt = time.worked() + OFFER_EVERY_MS;
    SweepEvent.Offered offered =
        attempts.roomFor(
            run,
            member -> run.trainables().stream().allMatch(name -> members.canRun(member, name)));
    if (run.engine.mustHearOf(offered)) {
      step(run, offered, later);
    }
  }

  private Turns.Answer ask(String name, List<Runnable> starts) {
    SweepRun run = runs.get(name);
    if (run == null || run.engine.isOver()) {
      return Turns.Answer.NOTHING;
    }
    if (alone(run, () -> placeOne(run, starts), false)) {
      return Turns.Answer.DONE;
    }
    return run.engine.nextToPlace() == null ? Turns.Answer.NOTHING : Turns.Answer.NO_ROOM;
  }

  /** Whether a sweep's next trial would fit if the attempts that run had ended. */
  private boolean mayCome(String name) {
    SweepRun run = runs.get(name);
    Trial next = run == null ? null : run.engine.nextToPlace();
    return next != null
        && attempts.couldHold(next.resources(), member -> members.canRun(member, next.trainable()));
  }

  /**
   * Proposes and places one trial; what is to be done of it must wait until the events are written.
   */
  private boolean placeOne(SweepRun run, List<Runnable> starts) {
    // a searcher that has nothing more may make the scheduler go on with a trial that was paused
    while (run.engine.nextToPlace() == null && run.engine.isHungry()) {
      step(run, new SweepEvent.SlotFree(), starts);
    }
    Trial next = run.engine.nextToPlace();
    if (next == null) {
      return false;
    }
    if (isSettled() && !attempts.ledger().canEverHold(next.resources())) {
      step(run, neverFits(next), starts);
      return true;
    }
    Attempt attempt = attempts.begin(run, next, member -> members.canRun(member, next.trainable()));
    if (attempt == null) {
      return false;
    }
    step(run, new SweepEvent.Placed(next.id(), attempt.number, attempt.placement), starts);
    return true;
  }

  /** Whether all members that are there have shown what they offer. */
  boolean hasHeardOfAll() {
    return members.all().size() >= grid.size();
  }

  /** Whether those that are on their way have had the time to come. */
  private boolean isSettled() {
    return hasHeardOfAll() && time.worked() >= settings.adoption().toMillis();
  }

  private void step(SweepRun run, SweepEvent event, List<Runnable> later) {
    List<Command> commands = run.handle(run.note(event, time.now()));
    later.add(() -> alone(run, () -> execute(run, commands)));
  }

  private SweepEvent neverFits(Trial trial) {
    return new SweepEvent.Ended(
        trial.id(), 0, SweepEvent.Outcome.FAILED, attempts.ledger().explain(trial.resources()));
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

  private void alone(SweepRun run, Runnable step) {
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
  private <T> T alone(SweepRun run, Supplier<T> step, T failed) {
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
