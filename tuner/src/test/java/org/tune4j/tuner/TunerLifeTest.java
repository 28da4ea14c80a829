package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.Batch;
import org.tune4j.results.NewSweep;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.SweepStatus;
import org.tune4j.runner.FunctionTrainable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.place.Offer;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;

/** What a tuner leaves behind, and what an interruption does to it. */
@Timeout(60)
class TunerLifeTest {
  private final TrainableRegistry trainables = TrainableRegistry.load();

  @TempDir Path results;

  @Test
  void nothingIsLeftOfItsTemporaryFoldersAndThreads() throws Exception {
    ConcurrentLinkedQueue<Path> folders = new ConcurrentLinkedQueue<>();
    trainables.register(
        FunctionTrainable.of(
            "note",
            (context, report) -> {
              Files.writeString(context.folder().resolve("something"), "x");
              folders.add(context.folder());
              report.report(Map.of("x", 1));
            }));
    Set<String> before = threads();
    run("s: {run: note, num_samples: 3}");
    assertThat(folders).hasSize(3);
    for (Path folder : folders) {
      assertThat(folder.getParent().getParent()).doesNotExist();
    }
    for (int i = 0; i < 50 && !before.containsAll(threads()); i++) {
      Thread.sleep(100);
    }
    assertThat(before).containsAll(threads());
  }

  @Test
  void theFilesOfASweepAreWholeWhenItIsOver() throws Exception {
    try (Tuner tuner = tuner()) {
      tuner.run(sweep("s: {run: synthetic, config: {iterations: 50}}"));
      assertThat(results.resolve("s/00000/result.json")).content().hasLineCount(50);
    }
  }

  @Test
  void aTunerThatWasInterruptedCanGoOn() throws Exception {
    try (Tuner tuner = tuner()) {
      Thread interrupter =
          Thread.startVirtualThread(
              () -> {
                pause(700);
                tuner.interrupt("enough");
              });
      Sweep sweep =
          sweep("s: {run: synthetic, config: {iterations: 30, seconds_per_iteration: 0.1}}");
      assertThat(tuner.run(sweep).finished()).isFalse();
      interrupter.join();
      assertThat(tuner.resume("s", null).finished()).isTrue();
    }
  }

  @Test
  void aSecondInterruptionDoesNotWaitForWhatIsBusy() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    trainables.register(
        FunctionTrainable.of(
            "busy",
            (context, report) -> {
              busy.countDown();
              Thread.sleep(60_000);
            }));
    Duration forEver = Duration.ofDays(1); // who waited for it would run into this test's timeout
    TunerSettings settings =
        new TunerSettings(Offer.of(new Resources(2, 0)), trainables, null, forEver);
    try (Tuner tuner = Tuner.open(results, settings)) {
      Thread.startVirtualThread(
          () -> {
            await(busy);
            tuner.interrupt("enough");
            pause(500);
            tuner.interrupt("enough!");
          });
      assertThat(tuner.run(sweep("s: {run: busy}")).finished()).isFalse();
    }
    try (ResultsDb db = ResultsDb.open(results)) {
      db.forEachTrial(
          "s",
          trial -> {
            assertThat(trial.status()).as("nothing runs any more").isEqualTo(TrialStatus.PENDING);
            assertThat(trial.reason()).isEqualTo("it did not pause in time");
          });
    }
  }

  @Test
  void anInterruptOfTheCallersThreadIsAnInterruptionLikeAnyOther() throws Exception {
    String yaml = "s: {run: synthetic, num_samples: -1, config: {iterations: 3}}";
    for (int i = 0; i < 4; i++) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      try (Tuner tuner = tuner()) {
        Thread caller =
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        tuner.run(sweep(yaml));
                      } catch (Throwable t) {
                        thrown.set(t);
                      }
                    });
        Thread.sleep(400 + 131 * i);
        caller.interrupt();
        caller.join();
      }
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
    try (ResultsDb db = ResultsDb.open(results)) {
      assertThat(db.sweeps())
          .allSatisfy(s -> assertThat(s.state().status()).isEqualTo(SweepStatus.INTERRUPTED));
    }
  }

  @Test
  void whatFailedIsStillToldAfterItWasTriedAgain() throws Exception {
    run(
        "s: {run: synthetic, max_failures: 1,"
            + " config: {iterations: 3, fail_at: 2, misbehaving_attempts: 1}}");
    assertThat(only("s").status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(results.resolve("s/00000/error.txt")).content().contains("told to fail");
  }

  @Test
  void aCheckpointOfAnEarlierDatabaseIsNotTakenForOneOfThisSweep() throws Exception {
    Path stale = results.resolve("s/00000/checkpoint_000002-1.zip");
    Files.createDirectories(stale.getParent());
    Files.writeString(stale, "of a sweep whose database was deleted");
    run(
        "s: {run: synthetic, max_failures: 1, checkpoint: {frequency: 2},"
            + " config: {iterations: 4, fail_at: 3, misbehaving_attempts: 1}}");
    Trial trial = only("s");
    assertThat(trial.status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(trial.attempts()).isEqualTo(2);
  }

  @Test
  void whatADriverHadNoTimeToDeleteIsDeletedByTheNext() throws Exception {
    Sweep sweep =
        sweep("s: {run: synthetic, checkpoint: {num_to_keep: 1}, config: {iterations: 3}}");
    List<SweepEvent> events = new ArrayList<>();
    events.add(new SweepEvent.DriverStarted("killed"));
    events.add(new SweepEvent.SlotFree());
    events.add(new SweepEvent.Placed("s_00000", 1, Placement.on("gone:1", Resources.ONE_CPU)));
    List<Path> files = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      TreeMap<String, Double> loss = new TreeMap<>(Map.of("loss", 10.0 - i));
      events.add(new SweepEvent.Reported(new Result("s_00000", 1, i, 0, 0, 0, loss, null, false)));
      events.add(new SweepEvent.Saved(new Checkpoint("s_00000", 1, i, 1, "0".repeat(64))));
      Path file = results.resolve("s/00000/checkpoint_00000" + i + "-1.zip");
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, "x"));
    }
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    try (ResultsDb db = ResultsDb.open(results)) {
      db.createSweep(new NewSweep("s", sweep.yaml(), 1, sweep.objective(), at, "{}"));
      List<SweepEvent.Recorded> recorded = new ArrayList<>();
      events.forEach(e -> recorded.add(new SweepEvent.Recorded(recorded.size() + 1L, at, e)));
      db.append("s", Batch.of(recorded));
    }
    try (Tuner tuner = tuner()) {
      tuner.resume("s", null);
    }
    assertThat(files.get(0)).doesNotExist();
  }

  @Test
  void aSweepWhoseEventsLieInTheFutureGoesOn() throws Exception {
    Sweep sweep = sweep("s: {run: synthetic, time_budget_s: 3600, config: {iterations: 3}}");
    Instant later = Instant.now().plus(Duration.ofDays(30)); // the clock was set back since
    List<SweepEvent> events =
        List.of(
            new SweepEvent.DriverStarted("killed"),
            new SweepEvent.SlotFree(),
            new SweepEvent.Placed("s_00000", 1, Placement.on("gone:1", Resources.ONE_CPU)),
            new SweepEvent.Reported(
                new Result(
                    "s_00000", 1, 1, 0, 0, 0, new TreeMap<>(Map.of("loss", 1.0)), null, false)));
    try (ResultsDb db = ResultsDb.open(results)) {
      db.createSweep(new NewSweep("s", sweep.yaml(), 1, sweep.objective(), later, "{}"));
      List<SweepEvent.Recorded> recorded = new ArrayList<>();
      events.forEach(e -> recorded.add(new SweepEvent.Recorded(recorded.size() + 1L, later, e)));
      db.append("s", Batch.of(recorded));
    }
    try (Tuner tuner = tuner()) {
      assertThat(tuner.resume("s", null).finished()).isTrue();
      assertThat(tuner.resume("s", 2).terminated()).isEqualTo(2);
    }
    List<Result> counting = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.forEachResult("s", "s_00000", counting::add);
    }
    assertThat(counting).extracting(Result::trainingIteration).containsExactly(1, 2, 3);
  }

  @Test
  void whatNeverBecameACheckpointIsDeletedByTheNextDriver() throws Exception {
    run("s: {run: synthetic, num_samples: 2, config: {iterations: 2}}");
    Path kept = results.resolve("s/00001/checkpoint_000002-1.zip");
    assertThat(kept).exists();
    Path came = Files.writeString(results.resolve("s/00000/checkpoint_000001-1.zip"), "x");
    Path part = Files.writeString(results.resolve("s/00001/checkpoint_000003-1.zip.part"), "x");
    Path own = Files.writeString(results.resolve("s/00001/checkpoint_of_mine.zip"), "x");
    Path other = Files.createDirectories(results.resolve("s/notes"));
    try (Tuner tuner = tuner()) {
      tuner.resume("s", 3);
    }
    assertThat(came).doesNotExist();
    assertThat(part).doesNotExist();
    assertThat(kept).exists();
    assertThat(own).exists();
    assertThat(other).exists();
  }

  @Test
  void aTrialThatAsksForNothingOrTooMuchIsRefused() {
    assertThatThrownBy(() -> run("s: {run: synthetic, resources_per_trial: {cpu: 0}}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must ask for some CPU or GPU");
    assertThatThrownBy(
            () -> run("s: {run: synthetic, resources_per_trial: {cpu: {grid_search: [1, 2, 64]}}}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no member has 64 CPU, which trial 2 asks for (there is 2 CPU)");
  }

  @Test
  @Tag("slow")
  void aTrialThatAsksForNothingOrTooMuchAfterAThousandEndsAlone() throws Exception {
    List<Integer> cpus = new ArrayList<>(Collections.nCopies(1_000, 1)); // so many are checked
    cpus.addAll(List.of(0, 64));
    run(
        "s: {run: synthetic, config: {iterations: 1},"
            + " resources_per_trial: {cpu: {grid_search: "
            + cpus
            + "}}}");
    try (ResultsDb db = ResultsDb.open(results)) {
      List<String> reasons = new ArrayList<>();
      db.forEachTrial("s", trial -> reasons.add(trial.status() + " " + trial.reason()));
      assertThat(reasons.subList(999, 1_002))
          .containsExactly(
              "TERMINATED the trainable was done",
              "ERROR can never run, as it asks for no CPU and no GPU",
              "ERROR can never run, as it asks for 64 CPU: there are 2");
    }
  }

  private void run(String yaml) throws InterruptedException {
    try (Tuner tuner = tuner()) {
      tuner.run(sweep(yaml));
    }
  }

  private Sweep sweep(String yaml) {
    return SweepFile.parse(yaml, "s.yaml", trainables).get(0);
  }

  private Tuner tuner() {
    return Tuner.open(results, new Resources(2, 0), trainables);
  }

  private Trial only(String sweep) {
    List<Trial> trials = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.forEachTrial(sweep, trials::add);
    }
    assertThat(trials).hasSize(1);
    return trials.get(0);
  }

  /** H2 and Java have some that are for all: they may stay. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.startsWith("ForkJoinPool") && !name.startsWith("VirtualThread"))
        .collect(Collectors.toSet());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
