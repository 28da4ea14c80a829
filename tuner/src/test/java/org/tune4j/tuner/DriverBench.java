package org.tune4j.tuner;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tune4j.results.NewSweep;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.SweepRow;
import org.tune4j.runner.Decision;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.search.Searcher;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.grid.FromMember;
import org.tune4j.tuner.grid.MemberCard;
import org.tune4j.tuner.grid.MemoryGrid;
import org.tune4j.tuner.grid.ToMember;
import org.tune4j.tuner.place.Offer;
import org.tune4j.tuner.report.OutputFiles;
import org.tune4j.tuner.report.ResultFiles;
import org.tune4j.tuner.spec.SweepFile;

/**
 * A driver on a test bench: a real database, a grid in memory, and time that passes when the test
 * says so, one second a turn. Its members can run everything.
 */
final class DriverBench implements AutoCloseable {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  /** The driver's own member; a test may use it like any other. */
  static final String SELF = "self";

  final MemoryGrid grid = new MemoryGrid();
  final Driver driver;
  private final AtomicLong nanos = new AtomicLong();
  private final Path results;
  private final ResultsDb db;
  private final ResultFiles files;
  private final List<MemoryGrid.Sent> sent = new ArrayList<>();

  DriverBench(Path results, Duration adoption) {
    this(SELF, results, adoption);
  }

  DriverBench(String self, Path results, Duration adoption) {
    this.results = results;
    this.db = ResultsDb.open(results);
    this.files = new ResultFiles(results);
    this.driver =
        new Driver(
            grid,
            db,
            new CheckpointStore(results),
            new TrialFiles(files, db),
            new OutputFiles(results),
            new DriverTime(Clock.systemUTC(), nanos::get),
            new Driver.DriverSettings(self, Duration.ofSeconds(10), adoption),
            new Snapshots(),
            this::result);
  }

  /** The driver dies between two turns: nothing more is written. */
  @Override
  public void close() throws Exception {
    driver.close();
    files.close();
    db.close();
  }

  // ---- sweeps ----

  SweepRun submit(String yaml) {
    return submit(yaml, null);
  }

  /** Takes a new sweep. */
  SweepRun submit(String yaml, Searcher searcher) {
    Sweep sweep = SweepFile.parse(yaml, "test", TRAINABLES).get(0);
    SweepRow row =
        db.createSweep(
            new NewSweep(
                sweep.name(),
                yaml,
                1,
                sweep.objectives(),
                Clock.systemUTC().instant(),
                "{}",
                null));
    Searcher asked = searcher == null ? sweep.searcher() : searcher;
    SweepRun run =
        new SweepRun(sweep, row.name(), sweep.engine(row.name(), asked), row.submittedBy());
    driver.ask(() -> driver.add(run));
    return run;
  }

  /** Goes on with a sweep of the driver before. */
  SweepRun resume(String name) {
    SweepRow row = db.sweep(name);
    Sweep sweep = SweepFile.parse(row.yaml(), "test", TRAINABLES).get(0);
    SweepRun run = new SweepRun(sweep, name, sweep.engine(name, sweep.searcher()), null);
    db.replay(name, recorded -> run.replay(recorded, row.appliedSeq()));
    driver.ask(() -> driver.add(run));
    return run;
  }

  Trial trial(String sweep, int number) {
    List<Trial> trials = new ArrayList<>();
    db.forEachTrial(sweep, trials::add);
    return trials.get(number);
  }

  List<Result> results(String sweep, String trialId) {
    List<Result> all = new ArrayList<>();
    db.forEachResult(sweep, trialId, all::add);
    return all;
  }

  SweepRow sweep(String name) {
    return db.sweep(name);
  }

  private SweepResult result(SweepRun run) {
    return new SweepResult(
        run.name,
        run.engine.isOver(),
        "",
        run.engine.tally().terminated(),
        run.engine.tally().errors(),
        run.engine.liveTrials().size(),
        null,
        List.of(),
        Set.of(),
        results);
  }

  // ---- time ----

  void turn() throws InterruptedException {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    driver.turn();
    sent.addAll(grid.sent());
  }

  void turns(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      turn();
    }
  }

  // ---- what members say ----

  static MemberCard card(String id, double cpus) {
    Offer offer = new Offer(new Resources(cpus, 0), List.of(), Collections.emptySortedMap());
    return new MemberCard(id, id, "host", "test", offer);
  }

  void here(String member, double cpus, FromMember.Held... held) {
    grid.say(new FromMember.Here(card(member, cpus), List.of(held)));
    grid.say(
        new FromMember.Checked(
            member, List.of("synthetic"), Map.of(), org.tune4j.tuner.grid.CodeBase.ofThisJvm()));
  }

  static FromMember.Held held(ToMember.Start start) {
    return new FromMember.Held(
        start.assignment().trialId(),
        start.assignment().attempt(),
        start.assignment().placement(),
        false);
  }

  void report(ToMember.Start start, int iteration) {
    Placement placement = start.assignment().placement();
    grid.say(new FromMember.Reported(placement.member(), resultOf(start, iteration)));
  }

  static Result resultOf(ToMember.Start start, int iteration) {
    return new Result(
        start.assignment().trialId(),
        start.assignment().attempt(),
        iteration,
        iteration,
        0,
        iteration,
        new TreeMap<>(Map.of("loss", 1.0 / iteration)),
        null,
        false);
  }

  Checkpoint save(ToMember.Start start, int iteration) {
    Checkpoint checkpoint =
        new Checkpoint(
            start.assignment().trialId(),
            start.assignment().attempt(),
            iteration,
            10,
            "0".repeat(64));
    grid.say(new FromMember.Saved(start.assignment().placement().member(), checkpoint, 1));
    return checkpoint;
  }

  void end(ToMember.Start start, Outcome outcome, boolean stillHolds) {
    grid.say(
        new FromMember.Ended(
            start.assignment().placement().member(),
            start.assignment().trialId(),
            start.assignment().attempt(),
            outcome,
            null,
            stillHolds));
  }

  // ---- what members were told ----

  /** All messages of a kind since the last call of this for any kind. */
  <T extends ToMember> List<T> told(Class<T> type) {
    List<T> found =
        sent.stream()
            .map(MemoryGrid.Sent::message)
            .filter(type::isInstance)
            .map(type::cast)
            .toList();
    sent.clear();
    return found;
  }

  /** The one order to start that was sent since. */
  ToMember.Start started() {
    List<ToMember.Start> starts = told(ToMember.Start.class);
    if (starts.size() != 1) {
      throw new AssertionError("orders to start: " + starts);
    }
    return starts.get(0);
  }

  /** Turns, while checkpoints travel beside the driver, until an order to start comes out. */
  ToMember.Start awaitStart() throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      turn();
      List<ToMember.Start> starts = told(ToMember.Start.class);
      if (!starts.isEmpty()) {
        return starts.get(0);
      }
      Thread.sleep(5);
    }
    throw new AssertionError("no order to start");
  }

  Decision answered() {
    List<ToMember.Answer> answers = told(ToMember.Answer.class);
    if (answers.size() != 1) {
      throw new AssertionError("answers: " + answers);
    }
    return answers.get(0).decision();
  }
}
