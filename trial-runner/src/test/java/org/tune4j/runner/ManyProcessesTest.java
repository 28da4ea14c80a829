package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

/** Thousands of processes leave nothing behind. */
@Tag("slow")
final class ManyProcessesTest {
  private static final String RESULT = "echo '{\"loss\": 1}'; ";

  @TempDir Path folder;

  @Test
  void tenThousandShortCommandsLeaveNothingBehind() throws Exception {
    try (Load load = new Load(folder.resolve("pool"), 16)) {
      load.run(20, ManyProcessesTest::command); // what is loaded once has open files of its own
      int openFiles = Processes.openFiles();
      double seconds = load.run(10_000, ManyProcessesTest::command);
      System.out.printf(
          "10,000 commands took %.1f s, %.2f ms each%n", seconds, seconds * 1000 / 10_000);
      assertThat(load.count(Outcome.FINISHED)).isEqualTo(7 * 1002);
      assertThat(load.count(Outcome.FAILED)).isEqualTo(2 * 1002);
      assertThat(load.count(Outcome.LOST)).isEqualTo(1002);
      assertThat(load.results.get()).isEqualTo(10_020);
      checkNothingIsLeft(openFiles);
    }
    assertThat(folder.resolve("pool")).isEmptyDirectory();
  }

  @Test
  void fiftyJavaProcessesLeaveNothingBehind() throws Exception {
    try (Load load = new Load(folder.resolve("pool"), 4)) {
      load.run(1, ManyProcessesTest::fork);
      int openFiles = Processes.openFiles();
      double seconds = load.run(50, ManyProcessesTest::fork);
      System.out.printf("50 Java processes took %.1f s, %.2f s each%n", seconds, seconds / 50);
      assertThat(load.count(Outcome.FAILED)).isEqualTo(11);
      assertThat(load.count(Outcome.FINISHED)).isEqualTo(40);
      checkNothingIsLeft(openFiles);
    }
    assertThat(folder.resolve("pool")).isEmptyDirectory();
  }

  private static void checkNothingIsLeft(int openFilesBefore) throws InterruptedException {
    Processes.await("the end of all children", () -> Processes.children().isEmpty());
    assertThat(Processes.openFiles()).isLessThanOrEqualTo(openFilesBefore + 2);
  }

  /** Of ten, one fails, one is killed, one is aborted, and one leaves a process behind. */
  private static Assignment command(int number) {
    String script =
        switch (number % 10) {
          case 0 -> RESULT + "exit 3";
          case 1 -> RESULT + "kill -s KILL $$";
          case 2 -> RESULT + "exec sleep 1000";
          case 3 -> RESULT + "sleep 1000 &";
          default -> RESULT;
        };
    Assignment trial = Trials.of("command", Map.of("abort", number % 10 == 2));
    ProcessSpec spec = Trials.commandOf("/bin/sh", "-c", script);
    return Trials.numbered(Trials.in(spec, trial), "s_%05d".formatted(number), 1);
  }

  /** Of five, one fails. */
  private static Assignment fork(int number) {
    Map<String, ?> config = Map.of("iterations", 2, "fail_at", number % 5 == 0 ? 1 : 0);
    ProcessSpec spec = new ProcessSpec(List.of(), Map.of(), 10, 10_000, 64, 0, null, null);
    Assignment trial = Trials.in(spec, Trials.synthetic(config));
    return Trials.numbered(trial, "s_%05d".formatted(number), 1);
  }

  /** Runs many trials, so many at a time. */
  private static final class Load implements AutoCloseable {
    final AtomicInteger results = new AtomicInteger();
    private final Map<Outcome, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final SessionPool pool;
    private final Semaphore free;
    private final int slots;

    Load(Path folder, int slots) {
      this.pool = Pools.open(TrainableRegistry.load(), folder);
      this.free = new Semaphore(slots);
      this.slots = slots;
    }

    /** Returns the seconds that it took. */
    double run(int trials, java.util.function.IntFunction<Assignment> of)
        throws InterruptedException {
      long began = System.nanoTime();
      for (int i = 0; i < trials; i++) {
        free.acquire();
        Assignment trial = of.apply(i);
        pool.start(trial, null, new Counter(trial));
      }
      free.acquire(slots);
      free.release(slots);
      return (System.nanoTime() - began) / 1e9;
    }

    int count(Outcome outcome) {
      return outcomes.getOrDefault(outcome, new AtomicInteger()).get();
    }

    @Override
    public void close() {
      pool.close();
    }

    private final class Counter implements Reporter {
      private final Assignment trial;

      Counter(Assignment trial) {
        this.trial = trial;
      }

      @Override
      public Decision report(Result result) {
        results.incrementAndGet();
        if (trial.config().getBoolean("abort", false)) {
          pool.abort(trial.trialId(), trial.attempt(), "enough");
        }
        return Decision.CONTINUE;
      }

      @Override
      public void saved(int trainingIteration, Path saved) {}

      @Override
      public void ended(Outcome outcome, @Nullable String message, boolean stillHolds) {
        outcomes.computeIfAbsent(outcome, o -> new AtomicInteger()).incrementAndGet();
        free.release();
      }
    }
  }
}
