package org.tune4j.tuner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.results.NewSweep;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.SweepRow;
import org.tune4j.runner.Folders;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.tuner.engine.SweepEngine;
import org.tune4j.tuner.grid.HazelcastGrid;
import org.tune4j.tuner.report.ResultFiles;
import org.tune4j.tuner.report.SweepView;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * Runs sweeps within this JVM: a grid of one member, and a database in a results folder.
 *
 * <pre>{@code
 * try (Tuner tuner = Tuner.open(Path.of("tune-results"))) {
 *   SweepResult result = tuner.run(sweep);
 * }
 * }</pre>
 *
 * <p>One call of {@code run} or {@code resume} at a time; {@link #interrupt} and {@link #views} may
 * be called from any thread meanwhile.
 */
public final class Tuner implements AutoCloseable {
  private static final String WORK = ".work";
  private static final Logger LOG = LoggerFactory.getLogger(Tuner.class);

  private final Path results;
  private final Resources offered;
  private final TrainableRegistry trainables;
  private final Duration pauseGrace;
  private final ResultsDb db;
  private final Snapshots snapshots = new Snapshots();
  private boolean workIsClean;
  private volatile @Nullable Driver driver;
  private volatile @Nullable String interruption;

  private Tuner(
      Path results, Resources offered, TrainableRegistry trainables, Duration pauseGrace) {
    this.results = results;
    this.offered = offered;
    this.trainables = trainables;
    this.pauseGrace = pauseGrace;
    this.db = ResultsDb.open(results);
  }

  /** A tuner with all CPUs of this machine and the trainables of the class path. */
  public static Tuner open(Path results) {
    return open(results, allCpus(), TrainableRegistry.load());
  }

  /**
   * A tuner.
   *
   * @param results the folder of the database and of all files; made when it is not there
   * @param offered what all trials together may hold
   * @param trainables what sweeps may name in {@code run}
   * @throws InvalidInputException when another process uses the folder
   */
  public static Tuner open(Path results, Resources offered, TrainableRegistry trainables) {
    return open(results, offered, trainables, Duration.ofSeconds(10));
  }

  /** A tuner that gives what it interrupts so long to pause. */
  static Tuner open(
      Path results, Resources offered, TrainableRegistry trainables, Duration pauseGrace) {
    return new Tuner(results, offered, trainables, pauseGrace);
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
    sweeps.forEach(sweep -> sweep.refuseUnlessFits(offered));
    List<SweepRun> runs = new ArrayList<>();
    for (Sweep sweep : sweeps) {
      SweepRun run = begin(sweep);
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
    SweepRow row = db.sweep(name);
    if (row == null) {
      List<String> names = db.sweeps().stream().map(SweepRow::name).toList();
      throw new InvalidInputException(
          new Problem(
              "resume: there is no sweep " + name + " in " + results,
              null,
              Problems.useNearest(name, names)));
    }
    Sweep sweep =
        SweepFile.parse(row.yaml(), "sweep " + name, trainables).get(0).withSeed(row.seed());
    sweep.refuseUnlessFits(offered);
    SweepRun run = new SweepRun(sweep, name, engine(sweep, name));
    AtomicInteger before = new AtomicInteger(sweep.search().numSamples());
    db.replay(
        name,
        recorded -> {
          if (recorded.event() instanceof SweepEvent.Grown grown) {
            before.set(grown.numSamples());
          }
          run.replay(recorded, row.appliedSeq());
        });
    if (numSamples != null) {
      refuseToShrink(name, before.get(), numSamples);
      run.grow(numSamples, Clock.systemUTC().instant());
    }
    return drive(List.of(run)).get(0);
  }

  /**
   * Asks what runs to save its state and stop. A second call does not wait for it. From any thread.
   */
  public void interrupt(String reason) {
    boolean again = interruption != null;
    interruption = reason;
    Driver running = driver;
    if (running != null) {
      running.interrupt(reason);
      if (again) {
        running.hurry();
      }
    }
  }

  /**
   * How the sweeps that run stand, at most half a second ago; empty before the first starts. From
   * any thread.
   */
  public List<SweepView> views() {
    return snapshots.latest();
  }

  /** Closes the database and deletes the temporary folders of the trials. */
  @Override
  public void close() {
    try (db) {
      deleteWork(); // while nobody else may use the results folder
    }
  }

  private SweepRun begin(Sweep sweep) {
    SweepRow row =
        db.createSweep(
            new NewSweep(
                sweep.name(),
                sweep.yaml(),
                sweep.search().seed(),
                sweep.objective(),
                Clock.systemUTC().instant(),
                Provenance.json()));
    return new SweepRun(sweep, row.name(), engine(sweep, row.name()));
  }

  private static SweepEngine engine(Sweep sweep, String name) {
    return new SweepEngine(sweep.rules(name), sweep.searcher());
  }

  private List<SweepResult> drive(List<SweepRun> runs) throws InterruptedException {
    Path folder = workFolder();
    try (HazelcastGrid grid = HazelcastGrid.embedded(offered, trainables, folder);
        ResultFiles files = new ResultFiles(results)) {
      Driver working =
          new Driver(
              grid,
              db,
              new CheckpointStore(results),
              files,
              Clock.systemUTC(),
              pauseGrace,
              snapshots);
      for (SweepRun run : runs) {
        working.add(run, grid.driver());
      }
      driver = working;
      String early = interruption;
      if (early != null) {
        working.interrupt(early);
      }
      working.drive();
    } catch (IOException e) { // the database has it all
      LOG.error("a result file could not be closed: {}", e.toString());
    } finally {
      driver = null;
      interruption = null; // it was for these sweeps
    }
    return runs.stream().map(this::result).toList();
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
        metrics(run.sweep),
        results.resolve(run.name));
  }

  private static Set<String> metrics(Sweep sweep) {
    Set<String> metrics = new HashSet<>(sweep.stop().keySet());
    if (sweep.objective() != null) {
      metrics.add(sweep.objective().metric());
    }
    return metrics;
  }

  private static void refuseToShrink(String sweep, int before, int after) {
    boolean fewer = before < 0 ? after >= 0 : after >= 0 && after < before;
    if (fewer || after == 0 || after < -1) {
      throw new InvalidInputException(
          new Problem(
              "resume: %s: num_samples must not be less than before (%d; it was %d)"
                  .formatted(sweep, after, before),
              null,
              before < 0 ? "leave it: -1 is without end" : "use " + before + " or more, or -1"));
    }
  }

  /** Where trials keep their folders. What lies there at first is from a tuner that was killed. */
  private Path workFolder() {
    Path folder = results.resolve(WORK);
    if (!workIsClean) {
      deleteWork();
      workIsClean = true;
    }
    return folder;
  }

  private void deleteWork() {
    try {
      Folders.delete(results.resolve(WORK));
    } catch (IOException e) {
      LOG.warn("could not delete {}: {}", results.resolve(WORK), e.toString());
    }
  }
}
