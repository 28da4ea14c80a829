package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

/** Trials in Java processes of their own end as they end on threads. */
final class ForkedTrainableTest {
  private static final ProcessSpec FORK = limits(1, 100_000, 64);

  @TempDir Path folder;
  private SessionPool pool;

  @BeforeEach
  void open() {
    pool = Pools.open(TrainableRegistry.load(), folder.resolve("pool"));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void theResultsAreThoseOfAThread() throws Exception {
    Map<String, ?> config =
        Map.of("lr", 1e-4, "iterations", 5, "noise", 0.1, "extra_metrics", 2, "tag", "ä\n{}");
    Assignment trial = Trials.saving(Trials.synthetic(config), 2, true);
    Recorder onThread = run(trial);
    Recorder forked = new Recorder(folder.resolve("forked"));
    pool.start(Trials.in(FORK, trial), null, forked);
    assertThat(forked.await().log).isEqualTo(onThread.log);
    assertThat(forked.results.stream().map(ForkedTrainableTest::values).toList())
        .isEqualTo(onThread.results.stream().map(ForkedTrainableTest::values).toList());
    Recorder again = new Recorder(folder.resolve("again"));
    pool.start(Trials.numbered(Trials.in(FORK, trial), "s_00000", 2), forked.checkpoint(2), again);
    assertThat(again.await().results.stream().map(ForkedTrainableTest::values).toList())
        .isEqualTo(
            onThread.results.subList(2, 5).stream().map(ForkedTrainableTest::values).toList());
  }

  @Test
  @Tag("slow")
  void anExceptionComesWithItsPlaceAndItsTrace() throws Exception {
    Recorder recorder = run(Trials.in(FORK, Trials.synthetic(Map.of("fail_at", 2))));
    assertThat(recorder.log).containsExactly("result 1", "ended FAILED");
    assertThat(recorder.message.lines().findFirst())
        .get()
        .asString()
        .startsWith("step: java.lang.IllegalStateException: told to fail at iteration 2, at ")
        .contains("SyntheticTrainable.misbehave(SyntheticTrainable.java:");
  }

  @Test
  @Tag("slow")
  void aNanInTheObjectiveIsStillAMistake() throws Exception {
    Recorder recorder = run(Trials.in(FORK, Trials.synthetic(Map.of("nan_at", 2))));
    assertThat(recorder.message).isEqualTo("metric loss is NaN at iteration 2");
  }

  @Test
  @Tag("slow")
  void anUnknownTrainableIsExplained() throws Exception {
    Recorder recorder = run(Trials.in(FORK, Trials.of("mine", Map.of())));
    assertThat(recorder.message)
        .startsWith("create: run: no trainable is named mine")
        .contains("TrainableProvider");
  }

  @Test
  @Tag("slow")
  void whatIsPrintedDisturbsNobody() throws Exception {
    Recorder recorder = run(fork("print", Map.of()));
    assertThat(recorder.log).containsExactly("result 1", "ended FINISHED");
    assertThat(recorder.output("stdout")).isEqualTo("{\"step\": 1}\nclosed\n");
    assertThat(recorder.output("stderr")).contains("{\"failed\": \"no\"}");
  }

  @Test
  @Tag("slow")
  void anExitEndsTheTrialAlone() throws Exception {
    Recorder recorder = run(fork("exit", Map.of()));
    assertThat(recorder.outcome).isEqualTo(Outcome.FAILED);
    assertThat(recorder.message).startsWith("the trial's Java process ended with exit code 42");
  }

  @Test
  @Tag("slow")
  void theHeapIsItsOwn() throws Exception {
    Recorder recorder = run(fork("fill", Map.of()));
    assertThat(recorder.message).startsWith("step: java.lang.OutOfMemoryError: Java heap space");
  }

  @Test
  @Tag("slow")
  void aStepThatHangsIsInterruptedAndOneThatIgnoresItIsKilled() throws Exception {
    for (boolean ignores : List.of(false, true)) {
      Path pid = folder.resolve("pid-" + ignores);
      Map<String, ?> config = Map.of("pid", pid.toString(), "ignores", ignores);
      Recorder recorder = new Recorder(folder);
      pool.start(fork("hang", config), null, recorder);
      long child = Long.parseLong(Processes.textIn(pid));
      pool.abort("s_00000", 1, "enough");
      assertThat(recorder.await().outcome).isEqualTo(Outcome.LOST);
      assertThat(recorder.output("stdout")).isEqualTo(ignores ? "" : "interrupted\nclosed\n");
      assertThat(Processes.isAlive(child)).isFalse();
    }
  }

  private static ProcessSpec limits(double graceS, long outputBytes, int heapMb) {
    return new ProcessSpec(List.of(), Map.of(), graceS, outputBytes, heapMb, 0, null, null);
  }

  private static Assignment fork(String what, Map<String, ?> config) {
    Map<String, Object> all = new TreeMap<>(config);
    all.put("what", what);
    return Trials.in(FORK, Trials.of(Rough.class.getName(), all));
  }

  private Recorder run(Assignment trial) throws InterruptedException {
    Recorder recorder = new Recorder(folder);
    pool.start(trial, null, recorder);
    return recorder.await();
  }

  private static Map<String, Object> values(Result result) {
    Map<String, Object> values = new TreeMap<>(result.metrics());
    values.keySet().removeIf(name -> name.startsWith("time_") || name.contains("_since_"));
    values.put("iteration", result.trainingIteration());
    values.put("timesteps", result.timestepsTotal());
    values.put("done", result.done());
    return values;
  }

  /** Does what it is told to do, none of it nice. */
  public static final class Rough implements Trainable {
    private @Nullable TrialContext context;

    @Override
    public void setup(TrialContext given) {
      context = given;
    }

    @Override
    public Map<String, ? extends @Nullable Object> step() throws Exception {
      switch (context.config().getString("what")) {
        case "print" -> {
          System.out.println("{\"step\": 1}");
          System.err.println("{\"failed\": \"no\"}");
        }
        case "exit" -> System.exit(42);
        case "fill" -> {
          List<byte[]> all = new java.util.ArrayList<>();
          while (true) {
            all.add(new byte[1 << 20]);
          }
        }
        default -> hang();
      }
      return Map.of("loss", 1, "done", true);
    }

    private void hang() throws Exception {
      Files.writeString(
          Path.of(context.config().getString("pid")), ProcessHandle.current().pid() + "\n");
      while (true) {
        try {
          Thread.sleep(1000);
        } catch (InterruptedException e) {
          if (!context.config().getBoolean("ignores")) {
            System.out.println("interrupted");
            throw e;
          }
        }
      }
    }

    @Override
    public void close() {
      System.out.println("closed");
    }
  }
}
