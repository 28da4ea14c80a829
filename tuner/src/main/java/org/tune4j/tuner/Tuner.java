package org.tune4j.tuner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.results.NewSweep;
import org.tune4j.results.Office;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.SweepRow;
import org.tune4j.runner.Folders;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.search.Searcher;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.tuner.engine.SweepEngine;
import org.tune4j.tuner.grid.GridMember;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.grid.HazelcastGrid;
import org.tune4j.tuner.report.SweepView;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.tuner.spec.Widening;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * Runs sweeps: a grid, and a database in a results folder.
 *
 * <pre>{@code
 * try (Tuner tuner = Tuner.open(Path.of("tune-results"))) {
 *   SweepResult result = tuner.run(sweep);
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread; sweeps of several calls run side by side.
 */
public final class Tuner implements AutoCloseable {
  private static final String WORK = ".work";
  private static final String VERSION = Provenance.version();
  private static final Logger LOG = LoggerFactory.getLogger(Tuner.class);

  /** How long members have to find a new driver and show what they have of the one before. */
  private static final Duration ADOPTION = Duration.ofSeconds(20);

  private final Path results;
  private final TunerSettings settings;
  private final ResultsDb db;
  private final Snapshots snapshots = new Snapshots();
  private @Nullable Driving driving; // guarded by this
  private volatile @Nullable String interruption;

  private Tuner(Path results, TunerSettings settings) {
    this.results = results;
    this.settings = settings;
    this.db = ResultsDb.open(results);
  }

  /** A tuner with all CPUs of this machine and the trainables of the class path. */
  public static Tuner open(Path results) {
    return open(results, allCpus(), TrainableRegistry.load());
  }

  /**
   * A tuner with a grid of this JVM alone.
   *
   * @param results the folder of the database and of all files; made when it is not there
   * @param offered what all trials together may hold
   * @param trainables what sweeps may name in {@code run}
   * @throws InvalidInputException when another process uses the folder
   */
  public static Tuner open(Path results, Resources offered, TrainableRegistry trainables) {
    return open(results, TunerSettings.alone(offered, trainables));
  }

  /**
   * A tuner.
   *
   * @param results the folder of the database and of all files; made when it is not there
   * @throws InvalidInputException when another process uses the folder
   */
  public static Tuner open(Path results, TunerSettings settings) {
    return new Tuner(results, settings);
  }

  /** One CPU for each that this JVM may use, and no GPU. */
  public static Resources allCpus() {
    return new Resources(Runtime.getRuntime().availableProcessors(), 0);
  }

  /** Runs one sweep to its end, or until it is interrupted. */
  public SweepResult run(Sweep sweep) throws InterruptedException {
    return run(List.of(sweep)).get(0);
  }

  /** Runs several sweeps side by side. */
  public List<SweepResult> run(List<Sweep> sweeps) throws InterruptedException {
    return run(sweeps, (sweep, name) -> {});
  }

  /**
   * Runs several sweeps side by side.
   *
   * @param recorded is told each sweep and the name that it is recorded by, before any trial starts
   */
  public List<SweepResult> run(List<Sweep> sweeps, BiConsumer<Sweep, String> recorded)
      throws InterruptedException {
    admit(sweeps);
    List<SweepRun> runs = new ArrayList<>();
    for (Sweep sweep : sweeps) {
      SweepRun run = begin(sweep, System.getProperty("user.name"));
      runs.add(run);
      recorded.accept(sweep, run.name);
    }
    return drive(runs);
  }

  /**
   * Goes on with a sweep that was interrupted, or whose driver died, from the last checkpoint of
   * each unfinished trial.
   *
   * @param numSamples the sweep's new number of samples, not less than before; {@code null} to keep
   *     it
   * @throws InvalidInputException when there is no such sweep, or it cannot grow like that
   */
  public SweepResult resume(String name, @Nullable Integer numSamples) throws InterruptedException {
    return drive(List.of(reopened(name, numSamples))).get(0);
  }

  /**
   * Goes on with a sweep in another space. Its trials keep their configs and numbers, and what the
   * new space has of them stays known to the searcher: an algorithm learns from them, and a grid
   * does not try their cells again. The number of samples may grow, too.
   *
   * @param sweeps one of them has the name of the recorded sweep, and differs from it in {@code
   *     config}, {@code env}, {@code constraints}, {@code points_to_evaluate} and {@code
   *     num_samples} only
   * @param numSamples as in {@link #resume(String, Integer)}
   * @throws InvalidInputException when there is no such sweep, or it differs in more
   */
  public SweepResult resume(String name, List<Sweep> sweeps, @Nullable Integer numSamples)
      throws InterruptedException {
    rewrite(name, sweeps, numSamples);
    return resume(name, numSamples);
  }

  /** Replaces the space of a sweep that nobody drives; all that could be refused is so before. */
  void rewrite(String name, List<Sweep> sweeps, @Nullable Integer numSamples) {
    SweepRow row = recorded(name);
    Sweep before = read(row, row.yaml());
    Sweep after = Widening.of(sweeps, name, before, row.seed());
    if (numSamples != null) {
      int samples = past(row, recorded -> {}).larger(after.search().numSamples());
      Widening.refuseUnlessGrows(name, before, samples, numSamples);
    }
    after.searcher(before.searcher()); // refuses now what could not go on later
    if (settings.grid() == null) {
      after.refuseUnlessFits(List.of(settings.offer()));
    }
    if (!after.yaml().equals(row.yaml())) {
      db.rewrite(row, after.yaml(), Provenance.withEarlier(row.provenance(), row.yaml()));
    }
  }

  private Sweep read(SweepRow row, String yaml) {
    return SweepFile.parse(yaml, "sweep " + row.name(), settings.trainables())
        .get(0)
        .withSeed(row.seed());
  }

  /** A sweep as its events left it. */
  SweepRun reopened(String name, @Nullable Integer numSamples) {
    SweepRow row = recorded(name);
    if (settings.grid() == null) { // the members of a shared grid may still come
      read(row, row.yaml()).refuseUnlessFits(List.of(settings.offer()));
    }
    Sweep sweep = read(row, first(row));
    Searcher searcher = searcher(sweep, row);
    SweepRun run = new SweepRun(sweep, name, engine(sweep, row, searcher), row.submittedBy());
    Past past = past(row, recorded -> run.replay(recorded, row.appliedSeq()));
    int samples = past.samples;
    if (!row.yaml().equals(past.yaml)) {
      String before = searcher.note();
      samples = widen(run, row, past);
      if (!searcher.note().equals(before) && !searcher.note().isEmpty()) {
        LOG.warn("sweep {}: {}", name, searcher.note());
      }
    }
    if (numSamples != null) {
      Widening.refuseUnlessGrows(name, sweep, samples, numSamples);
      run.grow(numSamples, Clock.systemUTC().instant());
    }
    return run;
  }

  /** The number of samples after it; never less than before. */
  private int widen(SweepRun run, SweepRow row, Past past) {
    Instant now = Clock.systemUTC().instant();
    run.widen(row.yaml(), now);
    int asked = read(row, row.yaml()).search().numSamples();
    int samples = past.larger(asked);
    if (samples != asked) { // it had grown before
      run.grow(samples, now);
    }
    return samples;
  }

  private static String first(SweepRow row) {
    return Provenance.first(row.provenance(), row.yaml());
  }

  /**
   * What a sweep has been until its last event.
   *
   * @param also is told each event, too
   */
  private Past past(SweepRow row, Consumer<SweepEvent.Recorded> also) {
    Past past = new Past(first(row), samples(row, first(row)));
    db.replay(
        row.name(),
        recorded -> {
          past.see(recorded.event(), yaml -> samples(row, yaml));
          also.accept(recorded);
        });
    return past;
  }

  private int samples(SweepRow row, String yaml) {
    return read(row, yaml).search().numSamples();
  }

  /** What a sweep has been so far. */
  private static final class Past {
    private String yaml;
    private int samples;

    Past(String yaml, int samples) {
      this.yaml = yaml;
      this.samples = samples;
    }

    void see(SweepEvent event, ToIntFunction<String> samplesOf) {
      if (event instanceof SweepEvent.Grown grown) {
        samples = grown.numSamples();
      } else if (event instanceof SweepEvent.Widened widened) {
        yaml = widened.yaml();
        samples = samplesOf.applyAsInt(yaml);
      }
    }

    /** The larger of its number of samples and another; -1 is without end. */
    int larger(int other) {
      return samples < 0 || other < 0 ? -1 : Math.max(samples, other);
    }
  }

  private SweepRow recorded(String name) {
    SweepRow row = db.sweep(name);
    if (row == null) {
      List<String> names = db.sweeps().stream().map(SweepRow::name).toList();
      throw new InvalidInputException(
          new Problem(
              "resume: there is no sweep " + name + " in " + results,
              null,
              Problems.useNearest(name, names)));
    }
    return row;
  }

  /**
   * Asks what runs to save its state and stop. A second call does not wait for it. From any thread.
   */
  public void interrupt(String reason) {
    boolean again = interruption != null;
    interruption = reason;
    Driving working = working();
    if (working != null) {
      working.ask(d -> List.copyOf(d.runs().values()).forEach(run -> d.interrupt(run, reason)));
      if (again) {
        working.hurry();
      }
    }
  }

  /**
   * How the sweeps stand that run or ran, at most half a second ago; empty before the first starts.
   * From any thread.
   */
  public List<SweepView> views() {
    return snapshots.latest();
  }

  /** Closes the grid and the database, and deletes the temporary folders of the trials. */
  @Override
  public void close() {
    try (db) {
      Driving working = working();
      if (working != null) {
        working.close();
      }
      deleteWork(); // while nobody else may use the results folder
    }
  }

  /** All sweeps of the results folder, oldest first. */
  List<SweepRow> sweeps() {
    return db.sweeps();
  }

  /** The sweep of that name; {@code null} when there is none. */
  @Nullable SweepRow sweep(String name) {
    return db.sweep(name);
  }

  private synchronized @Nullable Driving working() {
    return driving;
  }

  /** The driver; the first call starts the grid. */
  synchronized Driving driving() {
    if (driving == null) {
      deleteWork(); // of a tuner that was killed
      Office office = db.takeOffice();
      GridMember.MemberSettings member =
          new GridMember.MemberSettings(
              settings.offer(), settings.trainables(), results.resolve(WORK), Long.MAX_VALUE);
      GridSettings shared = settings.grid();
      HazelcastGrid grid =
          uninterrupted(
              () ->
                  HazelcastGrid.open(
                      shared == null ? GridSettings.embedded() : shared, office, VERSION, member));
      driving =
          new Driving(
              grid,
              grid.self(),
              db,
              results,
              office,
              new Driver.DriverSettings(
                  grid.self().id(),
                  settings.pauseGrace(),
                  shared == null ? Duration.ZERO : ADOPTION),
              snapshots,
              this::result);
    }
    return driving;
  }

  /** Hazelcast does not start on a thread that is interrupted; the interrupt is kept for later. */
  private static <T> T uninterrupted(Supplier<T> start) {
    try {
      return CompletableFuture.supplyAsync(
              start, task -> Thread.ofPlatform().daemon().name("tune-start").start(task))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Refuses what can never run.
   *
   * @throws InvalidInputException with the reasons
   */
  void admit(List<Sweep> sweeps) throws InterruptedException {
    if (settings.grid() == null) {
      sweeps.forEach(sweep -> sweep.refuseUnlessFits(List.of(settings.offer())));
    } else {
      new Admission(driving()).check(sweeps);
    }
  }

  /** Records a sweep. */
  SweepRun begin(Sweep sweep, @Nullable String user) {
    SweepRow row =
        db.createSweep(
            new NewSweep(
                sweep.name(),
                sweep.yaml(),
                sweep.search().seed(),
                sweep.objectives(),
                Clock.systemUTC().instant(),
                Provenance.json(),
                user));
    return new SweepRun(sweep, row.name(), engine(sweep, row, searcher(sweep, row)), user);
  }

  private Searcher searcher(Sweep sweep, SweepRow row) {
    Searcher searcher = new WideningSearcher(sweep, yaml -> read(row, yaml));
    if (!searcher.note().isEmpty()) {
      LOG.info("sweep {}: {}", row.name(), searcher.note());
    }
    return searcher;
  }

  private static SweepEngine engine(Sweep sweep, SweepRow row, Searcher searcher) {
    return sweep.engine(row.name(), searcher);
  }

  private List<SweepResult> drive(List<SweepRun> runs) throws InterruptedException {
    try {
      Driving working = driving();
      runs.forEach(working::add);
      String early = interruption;
      if (early != null) {
        working.ask(d -> runs.forEach(run -> d.interrupt(run, early)));
      }
      List<SweepResult> ended = new ArrayList<>();
      for (SweepRun run : runs) {
        ended.add(outcome(run));
      }
      return ended;
    } catch (InterruptedException e) {
      leave(runs);
      throw e;
    } finally {
      interruption = null; // it was for these sweeps
    }
  }

  /** The thread that waits for these was interrupted: they do not get the time to pause. */
  private void leave(List<SweepRun> runs) {
    Driving working = driving();
    String reason = "the thread that ran it was interrupted";
    working.ask(d -> runs.forEach(run -> d.interrupt(run, reason)));
    working.hurry();
    for (SweepRun run : runs) {
      try {
        run.outcome.join();
      } catch (CompletionException e) {
        LOG.error("sweep {}: {}", run.name, e.toString());
      }
    }
  }

  private static SweepResult outcome(SweepRun run) throws InterruptedException {
    try {
      return run.outcome.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException exception) {
        throw exception;
      }
      throw new IllegalStateException("sweep " + run.name + ": its driver failed", cause);
    }
  }

  private SweepResult result(SweepRun run) {
    SweepRow row = db.sweep(run.name);
    SweepEngine engine = run.engine;
    return new SweepResult(
        run.name,
        row != null && row.state().status() == org.tune4j.results.SweepStatus.FINISHED,
        row == null || row.state().reason() == null ? "" : row.state().reason(),
        engine.tally().terminated(),
        engine.tally().errors(),
        engine.liveTrials().size(),
        engine.best(),
        db.front(run.name), // of what is recorded: trials that have ended are not in memory
        Sweep.metrics(run.sweep.stop(), run.sweep.objectives()),
        results.resolve(run.name));
  }

  private void deleteWork() {
    try {
      Folders.delete(results.resolve(WORK));
    } catch (IOException e) {
      LOG.warn("could not delete {}: {}", results.resolve(WORK), e.toString());
    }
  }
}
