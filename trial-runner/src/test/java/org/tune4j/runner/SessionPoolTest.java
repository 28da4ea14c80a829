package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.space.Config;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

final class SessionPoolTest {
  private final AtomicLong now = new AtomicLong();
  private final TrainableRegistry registry = TrainableRegistry.load();
  @TempDir Path folder;
  private SessionPool pool;

  @BeforeEach
  void open() {
    pool = Pools.open(registry, folder.resolve("pool"), now::get);
  }

  @AfterEach
  void close() {
    now.addAndGet(1_000_000_000_000L);
    pool.watch();
    pool.close();
  }

  @Test
  void aTrialThatIsDoneEndsWithAllItsResults() throws Exception {
    Recorder recorder = run(Trials.synthetic(Map.of("iterations", 3)));
    assertThat(recorder.log).containsExactly("result 1", "result 2", "result 3", "ended FINISHED");
    assertThat(recorder.message).isEqualTo("done");
    Result last = recorder.results.getLast();
    assertThat(last.done()).isTrue();
    assertThat(last.timestepsTotal()).isEqualTo(300);
    assertThat(last.metrics())
        .containsKeys("loss", "score", "time_this_iter_s", "time_since_restore")
        .containsEntry("timesteps_this_iter", 100.0)
        .containsEntry("iterations_since_restore", 3.0);
    assertThat(pool.abort("s_00000", 1, "is over")).isFalse();
  }

  @Test
  void everyAttemptFindsAnEmptyFolderAndNothingIsLeft() throws Exception {
    registry.register(TrainableType.of("messy", () -> new Messy()));
    Recorder first = run(Trials.of("messy", Map.of()));
    Recorder second = run(Trials.of("messy", Map.of()));
    assertThat(first.results.getFirst().metrics()).containsEntry("files", 0.0);
    assertThat(second.results.getFirst().metrics()).containsEntry("files", 0.0);
    pool.close();
    assertThat(folder.resolve("pool")).isEmptyDirectory();
  }

  @Test
  void aTrialThatIsStoppedSavesWhenAskedTo() throws Exception {
    Assignment trial = Trials.saving(Trials.synthetic(Map.of()), 0, true);
    Recorder recorder = new Recorder(folder, r -> after(2, r, Decision.STOP));
    pool.start(trial, null, recorder);
    assertThat(recorder.await().log)
        .containsExactly("result 1", "result 2", "saved 2", "ended FINISHED");
  }

  @Test
  void aTrialThatIsPausedSavesAlways() throws Exception {
    Recorder recorder = new Recorder(folder, r -> after(2, r, Decision.PAUSE));
    pool.start(Trials.synthetic(Map.of()), null, recorder);
    assertThat(recorder.await().log)
        .containsExactly("result 1", "result 2", "saved 2", "ended PAUSED");
  }

  @Test
  void whatCannotBeSavedAtAPauseIsNoFailure() throws Exception {
    registry.register(
        TrainableType.of("unsaved", () -> new Throwing("save", new IOException("disk full"))));
    Recorder recorder = new Recorder(folder, r -> Decision.PAUSE);
    pool.start(Trials.saving(Trials.of("unsaved", Map.of()), 1, false), null, recorder);
    assertThat(recorder.await().log).containsExactly("result 1", "ended PAUSED");
    assertThat(recorder.message).startsWith("save: ").contains("disk full");
  }

  @Test
  void checkpointsFollowTheirResultAndNoneIsSavedTwice() throws Exception {
    Recorder recorder = run(Trials.saving(Trials.synthetic(Map.of("iterations", 4)), 2, true));
    assertThat(recorder.log)
        .containsExactly(
            "result 1", "result 2", "saved 2", "result 3", "result 4", "saved 4", "ended FINISHED");
  }

  @Test
  void goingOnFromACheckpointEqualsNeverHavingStopped() throws Exception {
    Assignment trial =
        Trials.saving(Trials.synthetic(Map.of("iterations", 6, "noise", 0.5)), 3, false);
    Recorder whole = run(trial);
    Recorder rest = new Recorder(folder.resolve("rest"));
    pool.start(Trials.numbered(trial, "s_00000", 2), whole.checkpoint(3), rest);
    rest.await();
    assertThat(rest.results.stream().map(SessionPoolTest::withoutTime))
        .isEqualTo(whole.results.subList(3, 6).stream().map(SessionPoolTest::withoutTime).toList());
    assertThat(rest.results.getFirst().metrics()).containsEntry("iterations_since_restore", 1.0);
    assertThat(rest.results).allMatch(r -> r.attempt() == 2);
  }

  @Test
  void aTrainableThatSavesNothingHasNoCheckpoint() throws Exception {
    registry.register(FunctionTrainable.ofValue("plain", "loss", config -> 1));
    Recorder recorder = run(Trials.saving(Trials.of("plain", Map.of()), 1, true));
    assertThat(recorder.log).containsExactly("result 1", "ended FINISHED");
  }

  @Test
  void anExceptionNamesTheCallAndThePlace() throws Exception {
    Recorder recorder = run(Trials.synthetic(Map.of("fail_at", 2)));
    assertThat(recorder.log).containsExactly("result 1", "ended FAILED");
    assertThat(recorder.message.lines().findFirst())
        .get()
        .asString()
        .startsWith("step: java.lang.IllegalStateException: told to fail at iteration 2, at ")
        .contains("SyntheticTrainable.misbehave(SyntheticTrainable.java:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"setup", "step", "save", "close"})
  void whateverACallThrowsEndsTheTrial(String call) throws Exception {
    for (Throwable thrown :
        List.of(
            new IOException("disk"),
            new NoClassDefFoundError("gone"),
            new StackOverflowError(),
            new OutOfMemoryError("heap"),
            new InterruptedException("mine"))) {
      Recorder recorder = runThrowing(call, thrown);
      assertThat(recorder.outcome).isEqualTo(Outcome.FAILED);
      assertThat(recorder.message).startsWith(call + ": " + thrown);
    }
  }

  @Test
  void aFailingRestoreEndsTheTrial() throws Exception {
    Recorder recorder = new Recorder(folder);
    pool.start(Trials.synthetic(Map.of()), Files.createDirectory(folder.resolve("no")), recorder);
    assertThat(recorder.await().outcome).isEqualTo(Outcome.FAILED);
    assertThat(recorder.message).startsWith("restore: java.nio.file.NoSuchFileException");
  }

  @Test
  void aNanInTheObjectiveEndsTheTrial() throws Exception {
    Recorder recorder = run(Trials.synthetic(Map.of("nan_at", 3)));
    assertThat(recorder.log).containsExactly("result 1", "result 2", "ended FAILED");
    assertThat(recorder.message).isEqualTo("metric loss is NaN at iteration 3");
  }

  @Test
  void aStepThatHangsIsInterruptedAndTheReasonIsTheTimeout() throws Exception {
    Recorder recorder = new Recorder(folder);
    pool.start(Trials.limited(Trials.synthetic(Map.of("hang_at", 2)), 3600, 0), null, recorder);
    awaitResults(recorder, 1);
    pool.watch();
    assertThat(recorder.isOver()).isFalse();
    watchUntilOver(recorder, 3601);
    assertThat(recorder.log).containsExactly("result 1", "ended FAILED");
    assertThat(recorder.message).isEqualTo("no result for 3600 s (step_timeout_s)");
  }

  @Test
  void aStepThatCannotBeWokenIsAbandonedAndTheOthersGoOn() throws Exception {
    Recorder stuck = new Recorder(folder);
    Map<String, ?> config = Map.of("hang_at", 1, "ignore_interrupts", true);
    pool.start(Trials.limited(Trials.synthetic(config), 60, 0), null, stuck);
    Recorder other = new Recorder(folder);
    pool.start(
        Trials.numbered(Trials.synthetic(Map.of("iterations", 50)), "s_00001", 1), null, other);
    assertThat(other.await().results).hasSize(50);
    assertThat(stuck.isOver()).isFalse();
    watchUntilOver(stuck, 61);
    assertThat(stuck.log).containsExactly("ended FAILED");
    assertThat(stuck.stillHolds).as("its thread may still use its devices").isTrue();
    assertThat(other.stillHolds).isFalse();
    assertThat(stuck.gone.getCount()).isOne();
    assertThat(pool.abort("s_00000", 1, "is over")).isFalse();
    pool.close();
    assertThat(folder.resolve("pool")).isEmptyDirectory();
  }

  @Test
  void aFolderOverItsQuotaEndsTheTrial() throws Exception {
    Map<String, ?> config = Map.of("fill_disk_at", 2, "fill_disk_bytes", 20_000, "hang_at", 2);
    Recorder recorder = new Recorder(folder);
    pool.start(Trials.limited(Trials.synthetic(config), 0, 10_000), null, recorder);
    watchUntilOver(recorder, 0);
    assertThat(recorder.log).containsExactly("result 1", "ended FAILED");
    assertThat(recorder.message)
        .isEqualTo("disk quota: the trial's folder holds 20000 bytes, 10000 are allowed");
  }

  @Test
  void aCheckpointOverTheQuotaIsNotHandedOver() throws Exception {
    Assignment trial =
        Trials.saving(Trials.synthetic(Map.of("checkpoint_bytes", 20_000)), 1, false);
    Recorder recorder = run(Trials.limited(trial, 0, 10_000));
    assertThat(recorder.log).containsExactly("result 1", "ended FAILED");
    assertThat(recorder.message).startsWith("disk quota: the trial's folder holds 2");
  }

  @Test
  void anAbortEndsTheTrialForThatReason() throws Exception {
    Recorder recorder = new Recorder(folder);
    Assignment trial = Trials.synthetic(Map.of("hang_at", 2));
    pool.start(trial, null, recorder);
    awaitResults(recorder, 1);
    assertThat(pool.abort("s_00000", 2, "no such attempt")).isFalse();
    assertThat(pool.abort("s_00000", 1, "the driver is gone")).isTrue();
    assertThat(recorder.await().outcome).isEqualTo(Outcome.LOST);
    assertThat(recorder.message).isEqualTo("the driver is gone");
  }

  @Test
  void anInterruptThatTheTrainableLeftBehindDisturbsNobody() throws Exception {
    registry.register(
        TrainableType.of(
            "self-interrupting",
            () ->
                new Trainable() {
                  @Override
                  public void setup(TrialContext context) {}

                  @Override
                  public Map<String, ? extends @Nullable Object> step() {
                    Thread.currentThread().interrupt();
                    return Map.of("done", true);
                  }

                  @Override
                  public void close() {
                    Thread.currentThread().interrupt();
                  }
                }));
    List<Boolean> flags = new java.util.concurrent.CopyOnWriteArrayList<>();
    Recorder recorder =
        new Recorder(
            folder,
            r -> {
              flags.add(Thread.currentThread().isInterrupted());
              return Decision.CONTINUE;
            });
    pool.start(Trials.of("self-interrupting", Map.of()), null, recorder);
    assertThat(recorder.await().log).containsExactly("result 1", "ended FINISHED");
    assertThat(flags).containsExactly(false);
    assertThat(recorder.interruptedAtEnd).isFalse();
  }

  @Test
  void aCloseThatHangsDoesNotChangeTheOutcome() throws Exception {
    java.util.concurrent.CountDownLatch never = new java.util.concurrent.CountDownLatch(1);
    registry.register(
        TrainableType.of(
            "clinging",
            () ->
                new Trainable() {
                  @Override
                  public void setup(TrialContext context) {}

                  @Override
                  public Map<String, ? extends @Nullable Object> step() {
                    return Map.of("done", true);
                  }

                  @Override
                  public void close() throws InterruptedException {
                    never.await();
                  }
                }));
    Recorder recorder = new Recorder(folder);
    pool.start(Trials.limited(Trials.of("clinging", Map.of()), 5, 0), null, recorder);
    awaitResults(recorder, 1);
    watchUntilOver(recorder, 0);
    assertThat(recorder.log).containsExactly("result 1", "ended FINISHED");
    assertThat(recorder.stillHolds).isTrue();
    never.countDown();
    assertThat(recorder.gone.await(20, TimeUnit.SECONDS)).as("told that it is gone").isTrue();
  }

  @Test
  @Tag("slow")
  void aFunctionThatGoesOnStillHoldsItsDevices() throws Exception {
    java.util.concurrent.CountDownLatch end = new java.util.concurrent.CountDownLatch(1);
    registry.register(
        FunctionTrainable.of(
            "deaf",
            (context, report) -> {
              try {
                report.report(Map.of("loss", 1));
              } finally {
                while (!end.await(1, TimeUnit.SECONDS)) {
                  Thread.interrupted();
                }
              }
            }));
    Recorder recorder = new Recorder(folder, r -> Decision.STOP);
    pool.start(Trials.of("deaf", Map.of()), null, recorder);
    assertThat(recorder.await().outcome).isEqualTo(Outcome.FINISHED);
    assertThat(recorder.stillHolds).isTrue();
    assertThat(recorder.gone.getCount()).isOne();
    end.countDown();
    assertThat(recorder.gone.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anAttemptRunsOnce() throws Exception {
    Recorder recorder = new Recorder(folder);
    Assignment trial = Trials.synthetic(Map.of("hang_at", 1));
    assertThat(pool.start(trial, null, recorder)).isTrue();
    assertThat(pool.start(trial, null, new Recorder(folder))).isFalse();
    pool.abort("s_00000", 1, "enough");
    recorder.await();
  }

  @Test
  void closingEndsEverything() throws Exception {
    Recorder recorder = new Recorder(folder);
    pool.start(Trials.synthetic(Map.of("hang_at", 1)), null, recorder);
    pool.close();
    assertThat(recorder.await().message).isEqualTo("its member was closed");
    assertThatThrownBy(() -> pool.start(Trials.synthetic(Map.of()), null, recorder))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aReporterThatFailsDoesSoOnce() throws Exception {
    Recorder recorder =
        new Recorder(
            folder,
            r -> {
              throw new IllegalStateException("not connected");
            });
    pool.start(Trials.synthetic(Map.of()), null, recorder);
    assertThat(recorder.await().outcome).isEqualTo(Outcome.FAILED);
    assertThat(recorder.message).startsWith("report: java.lang.IllegalStateException: not conn");
  }

  @Test
  void anUnknownTrainableFailsTheTrial() throws Exception {
    Recorder recorder = run(Trials.of("synthetik", Map.of()));
    assertThat(recorder.message).contains("no trainable is named synthetik", "use synthetic");
  }

  @Test
  void onlyTimeInsideTheTrainableCounts() throws Exception {
    registry.register(
        TrainableType.of(
            "slow",
            () ->
                new Trainable() {
                  @Override
                  public void setup(TrialContext context) {
                    now.addAndGet(2_000_000_000L);
                  }

                  @Override
                  public Map<String, ? extends @Nullable Object> step() {
                    now.addAndGet(1_500_000_000L);
                    return Map.of();
                  }
                }));
    Recorder recorder =
        new Recorder(
            folder,
            r -> {
              now.addAndGet(50_000_000_000L);
              return after(2, r, Decision.STOP);
            });
    pool.start(Trials.of("slow", Map.of()), null, recorder);
    recorder.await();
    assertThat(recorder.results).extracting(Result::timeTotalS).containsExactly(3.5, 5.0);
    assertThat(recorder.results.getLast().metrics()).containsEntry("time_this_iter_s", 1.5);
  }

  private Recorder run(Assignment trial) throws InterruptedException {
    Recorder recorder = new Recorder(folder);
    pool.start(trial, null, recorder);
    return recorder.await();
  }

  private Recorder runThrowing(String call, Throwable thrown) throws InterruptedException {
    String name = call + thrown;
    registry.register(TrainableType.of(name, () -> new Throwing(call, thrown)));
    return run(Trials.saving(Trials.of(name, Map.of()), 1, false));
  }

  /** Lets the given seconds pass, in fake time, and then as much as it takes. */
  private void watchUntilOver(Recorder recorder, long seconds) throws InterruptedException {
    now.addAndGet(seconds * 1_000_000_000L);
    for (int i = 0; i < 1000 && !recorder.isOver(); i++) {
      pool.watch();
      Thread.sleep(10);
      now.addAndGet(500_000_000L);
    }
    recorder.await();
  }

  private static void awaitResults(Recorder recorder, int count) throws InterruptedException {
    for (int i = 0; i < 2000; i++) {
      synchronized (recorder) {
        if (recorder.results.size() >= count) {
          return;
        }
      }
      Thread.sleep(5);
    }
    throw new AssertionError("no " + count + " results: " + recorder.log);
  }

  private static Decision after(int iteration, Result result, Decision decision) {
    return result.trainingIteration() >= iteration ? decision : Decision.CONTINUE;
  }

  private static Config withoutTime(Result result) {
    SortedMap<String, Object> values = new TreeMap<>(result.metrics());
    values.keySet().removeIf(name -> name.contains("time_") || name.contains("_since_"));
    values.put("iteration", result.trainingIteration());
    values.put("timesteps", result.timestepsTotal());
    return Config.of(values);
  }

  /** Leaves files behind. */
  private static final class Messy implements Trainable {
    private @Nullable Path folder;

    @Override
    public void setup(TrialContext context) {
      folder = context.folder();
    }

    @Override
    public Map<String, ? extends @Nullable Object> step() throws IOException {
      int files = folder.toFile().list().length;
      Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("c"), "text");
      return Map.of("files", files, "done", true);
    }
  }

  /** Throws in one call. */
  private record Throwing(String call, Throwable thrown) implements Trainable {
    @Override
    public void setup(TrialContext context) throws Exception {
      check("setup");
    }

    @Override
    public Map<String, ? extends @Nullable Object> step() throws Exception {
      check("step");
      return Map.of("done", true);
    }

    @Override
    public void save(Path folder) throws Exception {
      check("save");
    }

    @Override
    public void close() throws Exception {
      check("close");
    }

    private void check(String here) throws Exception {
      if (here.equals(call)) {
        if (thrown instanceof Error error) {
          throw error;
        }
        throw (Exception) thrown;
      }
    }
  }
}
