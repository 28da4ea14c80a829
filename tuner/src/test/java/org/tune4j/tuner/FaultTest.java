package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.runner.TrainableType;
import org.tune4j.runner.TrialContext;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.spec.SweepFile;

/** Faults that are no trial's: what is damaged, what cannot be saved, what does not come back. */
@Timeout(120)
class FaultTest {
  private final TrainableRegistry trainables = TrainableRegistry.load();
  private final CountDownLatch third = new CountDownLatch(1);

  @TempDir Path results;

  @Test
  void aDamagedCheckpointCostsNoFailureAndTheOneBeforeIsUsed() throws Exception {
    interruptSynthetic();
    List<Path> files = checkpoints();
    assertThat(files).hasSizeGreaterThanOrEqualTo(3);
    damage(files.getLast());
    Trial trial = resume();
    assertThat(trial.failures()).isZero();
    assertThat(trial.attempts()).as("one found it damaged").isEqualTo(3);
    assertThat(firstIteration(trial, 3)).isEqualTo(iteration(files.get(files.size() - 2)) + 1);
    assertWhole(trial);
  }

  @Test
  void whenAllCheckpointsAreDamagedOrGoneATrialBeginsAnew() throws Exception {
    interruptSynthetic();
    List<Path> files = checkpoints();
    for (Path file : files) {
      damage(file);
    }
    Files.delete(files.getFirst());
    Trial trial = resume();
    assertThat(trial.failures()).isZero();
    assertThat(firstIteration(trial, trial.attempts())).isEqualTo(1);
    assertWhole(trial);
    assertThat(checkpoints()).as("of the last attempt").hasSize(10);
  }

  @Test
  void whatCannotBeSavedWhenASweepIsInterruptedIsNoFailure() throws Exception {
    trainables.register(TrainableType.of("unsaved", () -> new Unsaved(third)));
    interrupt("s: {run: unsaved}", () -> third.getCount() == 0);
    Trial paused = only();
    assertThat(paused.status()).isEqualTo(TrialStatus.PAUSED);
    assertThat(paused.failures()).isZero();
    assertThat(paused.reason()).startsWith("enough; save: ").contains("no room");
  }

  @Test
  @Tag("slow")
  void aStepThatHangsIsAbortedAWhileAfterTheDeadline() throws Exception {
    try (Tuner tuner = tuner()) {
      SweepResult result =
          tuner.run(sweep("s: {run: synthetic, time_budget_s: 1, config: {hang_at: 2}}"));
      assertThat(result.finished()).isTrue();
      assertThat(result.reason()).isEqualTo("the time budget of 1 s is used up");
    }
    assertThat(only().status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(only().reason()).isEqualTo("the time budget of 1 s is used up");
    assertThat(only().failures()).isZero();
  }

  @Test
  void aQuotaHoldsOnTheDiskAndWhatItTookIsNotMissed() throws Exception {
    String quota =
        "s: {run: synthetic, num_samples: 12, checkpoint: {frequency: 1, quota_mb: 1},"
            + " config: {iterations: 3, checkpoint_bytes: 100000}}";
    try (Tuner tuner = tuner()) {
      assertThat(tuner.run(sweep(quota)).finished()).isTrue();
      assertThat(bytes()).isLessThanOrEqualTo(1 << 20);
      assertThat(tuner.resume("s", 14).finished()).as("the best one may be gone").isTrue();
    }
    assertThat(bytes()).isLessThanOrEqualTo(1 << 20);
    List<Path> recorded = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      CheckpointStore store = new CheckpointStore(results);
      List<String> ids = new ArrayList<>();
      db.forEachTrial("s", trial -> ids.add(trial.id()));
      ids.forEach(id -> db.checkpoints(id).forEach(c -> recorded.add(store.file("s", c))));
    }
    assertThat(recorded).hasSameElementsAs(checkpoints());
  }

  private void interruptSynthetic() throws Exception {
    interrupt(
        "s: {run: synthetic, checkpoint: {frequency: 1, num_to_keep: 99},"
            + " config: {iterations: 10, seconds_per_iteration: 0.05}}",
        () -> checkpoints().size() >= 3);
    assertThat(only().status()).isEqualTo(TrialStatus.PAUSED);
  }

  private void interrupt(String yaml, Callable<Boolean> when) throws Exception {
    try (Tuner tuner = tuner()) {
      Thread interrupter =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (!when.call()) {
                        Thread.sleep(10);
                      }
                    } catch (Exception e) {
                      throw new AssertionError(e);
                    }
                    tuner.interrupt("enough");
                  });
      assertThat(tuner.run(sweep(yaml)).finished()).isFalse();
      interrupter.join();
    }
  }

  /** Lets the sweep go on to its end, and returns its only trial. */
  private Trial resume() throws Exception {
    try (Tuner tuner = tuner()) {
      assertThat(tuner.resume("s", null).finished()).isTrue();
    }
    assertThat(only().status()).isEqualTo(TrialStatus.TERMINATED);
    return only();
  }

  private void assertWhole(Trial trial) {
    assertThat(results(trial))
        .extracting(Result::trainingIteration)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  private int firstIteration(Trial trial, int attempt) {
    return results(trial).stream()
        .filter(result -> result.attempt() == attempt)
        .mapToInt(Result::trainingIteration)
        .min()
        .orElseThrow();
  }

  private List<Result> results(Trial trial) {
    List<Result> found = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.forEachResult("s", trial.id(), found::add);
    }
    return found;
  }

  private Trial only() {
    List<Trial> trials = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.forEachTrial("s", trials::add);
    }
    assertThat(trials).hasSize(1);
    return trials.getFirst();
  }

  /** All that lie there, by trial and iteration. */
  private List<Path> checkpoints() throws IOException {
    if (!Files.isDirectory(results.resolve("s"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(results.resolve("s"))) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
    }
  }

  private long bytes() throws IOException {
    long bytes = 0;
    for (Path file : checkpoints()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static int iteration(Path file) {
    return Integer.parseInt(file.getFileName().toString().substring(11, 17));
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private Sweep sweep(String yaml) {
    return SweepFile.parse(yaml, "s.yaml", trainables).get(0);
  }

  private Tuner tuner() {
    return Tuner.open(results, new Resources(2, 0), trainables);
  }

  /** Never saves. */
  private static final class Unsaved implements Trainable {
    private final CountDownLatch third;
    private int iteration;

    Unsaved(CountDownLatch third) {
      this.third = third;
    }

    @Override
    public void setup(TrialContext context) {
      // it needs nothing
    }

    @Override
    public Map<String, Object> step() throws InterruptedException {
      Thread.sleep(20);
      if (++iteration == 3) {
        third.countDown();
      }
      return Map.of("loss", 1.0 / iteration, "done", iteration == 1_000);
    }

    @Override
    public void save(Path folder) throws IOException {
      throw new IOException("no room");
    }

    @Override
    public void restore(Path folder) {
      throw new AssertionError("there is no checkpoint");
    }
  }
}
