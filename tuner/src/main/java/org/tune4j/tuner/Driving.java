package org.tune4j.tuner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.results.Office;
import org.tune4j.results.ResultsDb;
import org.tune4j.tuner.Driver.DriverSettings;
import org.tune4j.tuner.grid.Grid;
import org.tune4j.tuner.grid.MemberCard;
import org.tune4j.tuner.report.OutputFiles;
import org.tune4j.tuner.report.ResultFiles;

/**
 * A driver at work: its thread, the grid, and the files that it writes. When the thread ends by a
 * failure, all sweeps end with it, and whoever waits for one hears why. Thread-safe.
 */
final class Driving implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Driving.class);

  private final Grid grid;
  private final MemberCard self;
  private final ResultFiles files;
  private final Driver driver;
  private final Thread thread;
  private final CompletableFuture<Void> failed = new CompletableFuture<>();

  /** Who waits for what, each by a key of its own: futures have no equality. */
  private final Map<Object, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();

  private volatile boolean closing;
  private volatile @Nullable Throwable ended;

  /**
   * Begins to drive.
   *
   * @param grid becomes its own, and is closed with it
   * @param self the member in this JVM
   */
  Driving(
      Grid grid,
      MemberCard self,
      ResultsDb db,
      Path results,
      Office office,
      DriverSettings settings,
      Snapshots snapshots,
      Function<SweepRun, SweepResult> result) {
    this.grid = grid;
    this.self = self;
    this.files = new ResultFiles(results);
    this.driver =
        new Driver(
            grid,
            db,
            new CheckpointStore(results),
            new TrialFiles(files, db),
            new OutputFiles(results),
            new DriverTime(Clock.systemUTC()),
            settings,
            snapshots,
            result);
    this.thread =
        Thread.ofPlatform().daemon().name("tune-driver-" + office.epoch()).unstarted(this::drive);
    thread.start();
  }

  /** The member in this JVM. */
  MemberCard self() {
    return self;
  }

  /** Completes when the driver fails, with what it failed by. */
  CompletableFuture<Void> failed() {
    return failed;
  }

  /** Has something done by the driver, unless it has ended. */
  void ask(Consumer<Driver> request) {
    driver.ask(() -> request.accept(driver));
  }

  /** Asks the driver for something and waits for it. */
  <T> T call(Function<Driver, T> request) throws InterruptedException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    await(answer);
    ask(d -> complete(answer, () -> request.apply(d)));
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the driver has failed: " + e.getMessage(), e.getCause());
    }
  }

  private static <T> void complete(CompletableFuture<T> answer, Supplier<T> with) {
    try {
      answer.complete(with.get());
    } catch (RuntimeException e) { // the trouble of the one who asks
      answer.completeExceptionally(e);
    }
  }

  /** Somebody waits for that, and must hear of it when the driver ends without an answer. */
  private void await(CompletableFuture<?> answer) {
    Object key = new Object();
    waiting.put(key, answer);
    var unused = answer.whenComplete((value, problem) -> waiting.remove(key));
    Throwable why = ended;
    if (why != null) {
      answer.completeExceptionally(why);
    }
  }

  /** Takes a sweep over; its outcome comes in time. */
  void add(SweepRun run) {
    await(run.outcome);
    ask(d -> d.add(run));
  }

  /** Does not wait any more for what was asked to pause. */
  void hurry() {
    driver.hurry();
  }

  @Override
  public void close() {
    closing = true;
    grid.wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    driver.close();
    grid.close();
    try {
      files.close();
    } catch (IOException e) { // the database has it all
      LOG.error("a result file could not be closed: {}", e.toString());
    }
  }

  private void drive() {
    try {
      while (!closing) {
        driver.turn();
      }
      driver.leaveAll("the tuner was closed");
      end(new IllegalStateException("the tuner was closed"));
    } catch (Throwable e) {
      end(e);
      failed.completeExceptionally(e);
    }
  }

  /** Whoever still waits hears why nothing comes any more, also who is about to ask. */
  private void end(Throwable why) {
    ended = why;
    waiting.values().forEach(answer -> answer.completeExceptionally(why));
  }
}
