package org.tune4j.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.results.ResultsDbException;
import org.tune4j.results.SweepRow;
import org.tune4j.results.SweepStatus;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.control.Control;
import org.tune4j.tuner.control.GridView;
import org.tune4j.tuner.control.LogFiles;
import org.tune4j.tuner.control.LogPage;
import org.tune4j.tuner.control.LogQuery;
import org.tune4j.tuner.control.RunningServer;
import org.tune4j.tuner.control.Serving;
import org.tune4j.tuner.control.SweepText;
import org.tune4j.tuner.grid.MemberOffers;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * A driver that waits for sweeps, and goes on at once with those that ran when its predecessor
 * died. Thread-safe.
 */
public final class Server implements RunningServer, Control {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Serving.Settings settings;
  private final TrainableRegistry trainables;
  private final Tuner tuner;
  private final Driving driving;
  private final Map<String, SweepRun> runs = new ConcurrentHashMap<>();
  private final CompletableFuture<String> interrupted = new CompletableFuture<>();

  private Server(Serving.Settings settings, TrainableRegistry trainables, Tuner tuner) {
    this.settings = settings;
    this.trainables = trainables;
    this.tuner = tuner;
    this.driving = tuner.driving();
  }

  /** Opens the results folder and starts the driver. */
  public static Server start(Serving.Settings settings) {
    TrainableRegistry trainables = TrainableRegistry.load();
    TunerSettings tunerSettings =
        new TunerSettings(
            MemberOffers.detect(settings.offer()),
            trainables,
            settings.grid(),
            TunerSettings.PAUSE_GRACE);
    Tuner tuner = Tuner.open(settings.results(), tunerSettings);
    try {
      List<SweepRun> unfinished = unfinished(tuner); // members speak of them from the first moment
      Server server = new Server(settings, trainables, tuner);
      unfinished.forEach(server::add);
      return server;
    } catch (RuntimeException e) {
      tuner.close();
      throw e;
    }
  }

  private static List<SweepRun> unfinished(Tuner tuner) {
    List<SweepRun> unfinished = new ArrayList<>();
    for (SweepRow row : tuner.sweeps()) {
      if (row.state().status() == SweepStatus.RUNNING) {
        try {
          unfinished.add(tuner.reopened(row.name(), null));
          LOG.info("goes on with sweep {}", row.name());
        } catch (ResultsDbException e) {
          throw e;
        } catch (RuntimeException e) { // one that cannot go on must not keep the others from it
          LOG.error("sweep {} cannot go on: {}", row.name(), e.getMessage());
        }
      }
    }
    return unfinished;
  }

  // ---- as a process ----

  @Override
  public Control control() {
    return this;
  }

  @Override
  public String member() {
    return driving.self().address();
  }

  @Override
  public void interrupt(String reason) {
    interrupted.complete(reason);
    tuner.interrupt(reason);
  }

  @Override
  public void await() throws InterruptedException {
    try {
      CompletableFuture.anyOf(interrupted, driving.failed()).get();
      for (SweepRun run : runs.values()) {
        run.outcome.get();
      }
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("the driver failed: " + e.getMessage(), e.getCause());
    }
  }

  @Override
  public void close() {
    tuner.close();
  }

  // ---- what it can be asked ----

  @Override
  public synchronized List<String> submit(List<SweepText> files, String user, @Nullable Long seed) {
    refuseWhenLeaving();
    List<Sweep> sweeps = new ArrayList<>();
    Problems problems = new Problems();
    for (SweepText file : files) {
      try {
        sweeps.addAll(SweepFile.parse(file.yaml(), file.fileName(), trainables));
      } catch (InvalidInputException e) {
        e.problems().forEach(problems::add);
      }
    }
    problems.throwIfAny();
    List<Sweep> seeded =
        sweeps.stream().map(sweep -> seed == null ? sweep : sweep.withSeed(seed)).toList();
    try {
      tuner.admit(seeded);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("submit: interrupted", e);
    }
    List<String> names = new ArrayList<>();
    for (Sweep sweep : seeded) {
      SweepRun run = tuner.begin(sweep, user);
      names.add(run.name);
      add(run);
      LOG.info("sweep {} of {}", run.name, user);
    }
    return names;
  }

  @Override
  public SweepStatus stop(String sweep, String user) {
    known(sweep);
    boolean asked =
        ask(
            "stop",
            driver -> {
              SweepRun run = driver.runs().get(sweep);
              if (run != null) {
                driver.interrupt(run, "stopped by " + user);
              }
              return run != null;
            });
    SweepStatus recorded = asked ? SweepStatus.RUNNING : known(sweep).state().status();
    return !asked && recorded == SweepStatus.RUNNING // its driver died, and it cannot go on
        ? SweepStatus.INTERRUPTED
        : recorded;
  }

  @Override
  public synchronized boolean resume(String sweep, @Nullable Integer numSamples, String user) {
    refuseWhenLeaving();
    SweepRow row = known(sweep);
    if (runs.containsKey(sweep)) {
      throw new InvalidInputException(new Problem("resume: sweep " + sweep + " runs", null, null));
    }
    if (row.state().status() == SweepStatus.FINISHED && numSamples == null) {
      return false;
    }
    add(tuner.reopened(sweep, numSamples));
    LOG.info("sweep {} goes on, for {}", sweep, user);
    return true;
  }

  @Override
  public GridView status() {
    return ask(
        "status",
        driver ->
            new GridView(
                driving.self().address(),
                driving.self().version(),
                Snapshots.members(driver),
                tuner.views()));
  }

  @Override
  public LogPage logs(LogQuery query) {
    List<String> names = tuner.sweeps().stream().map(SweepRow::name).toList();
    return new LogFiles(settings.results()).read(query, names, name -> !runs.containsKey(name));
  }

  // ---- small steps ----

  private <T> T ask(String what, Function<Driver, T> question) {
    try {
      return driving.call(question);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + ": interrupted", e);
    }
  }

  private void add(SweepRun run) {
    runs.put(run.name, run);
    var unused =
        run.outcome.whenComplete(
            (result, failure) -> {
              runs.remove(run.name);
              if (failure != null) {
                LOG.error("sweep {}: {}", run.name, cause(failure).toString());
              } else {
                LOG.info("sweep {}: {}", run.name, result.reason());
              }
            });
    driving.add(run);
    if (interrupted.isDone()) { // it was asked to end while this sweep was let in
      driving.ask(driver -> driver.interrupt(run, interrupted.join()));
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private SweepRow known(String sweep) {
    SweepRow row = tuner.sweep(sweep);
    if (row == null) {
      List<String> names = tuner.sweeps().stream().map(SweepRow::name).toList();
      throw new InvalidInputException(
          new Problem(
              "there is no sweep " + Problems.show(sweep),
              null,
              Problems.useNearest(sweep, names)));
    }
    return row;
  }

  private void refuseWhenLeaving() {
    if (interrupted.isDone()) {
      throw new InvalidInputException(
          new Problem("the server is about to end: it takes nothing any more", null, null));
    }
  }
}
