package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

final class FunctionTrainableTest {
  private final TrainableRegistry registry = TrainableRegistry.load();
  @TempDir Path folder;
  private SessionPool pool;

  @BeforeEach
  void open() {
    pool = Pools.open(registry, folder.resolve("pool"));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void aFunctionOfTheConfigReportsOnce() throws Exception {
    registry.register(
        FunctionTrainable.ofValue("square", "loss", c -> Math.pow(c.getDouble("x"), 2)));
    Recorder recorder = run(Trials.of("square", Map.of("x", 3)), result -> Decision.CONTINUE);
    assertThat(recorder.log).containsExactly("result 1", "ended FINISHED");
    assertThat(recorder.results.getFirst().metrics()).containsEntry("loss", 9.0);
  }

  @Test
  void eachReportIsAResultAndStopEndsTheFunctionThere() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    registry.register(
        FunctionTrainable.of(
            "endless",
            (context, report) -> {
              try {
                for (int i = 1; ; i++) {
                  report.report(Map.of("loss", 1.0 / i));
                  seen.add("after " + i);
                }
              } finally {
                seen.add("interrupted " + Thread.currentThread().isInterrupted());
              }
            }));
    Recorder recorder =
        run(
            Trials.of("endless", Map.of()),
            r -> r.trainingIteration() == 3 ? Decision.STOP : Decision.CONTINUE);
    assertThat(recorder.log).containsExactly("result 1", "result 2", "result 3", "ended FINISHED");
    assertThat(seen).containsExactly("after 1", "after 2", "interrupted false");
  }

  @Test
  void stateThatCameWithAReportIsSavedAndRestored() throws Exception {
    registry.register(
        FunctionTrainable.of(
            "counting",
            (context, report) -> {
              Path restored = report.restored();
              int from = restored == null ? 0 : Integer.parseInt(Files.readString(of(restored)));
              for (int i = from + 1; i <= 4; i++) {
                Path state = Files.createDirectories(context.folder().resolve("state"));
                Files.writeString(of(state), String.valueOf(i));
                report.report(Map.of("loss", i * 10), state);
              }
            }));
    Assignment trial = Trials.saving(Trials.of("counting", Map.of()), 2, true);
    Recorder whole = run(trial, result -> Decision.CONTINUE);
    assertThat(whole.saved).containsExactly(2, 4);
    Recorder rest = new Recorder(folder.resolve("rest"));
    pool.start(Trials.numbered(trial, "s_00000", 2), whole.checkpoint(2), rest);
    rest.await();
    assertThat(rest.results).extracting(r -> r.metrics().get("loss")).containsExactly(30.0, 40.0);
    assertThat(rest.results).extracting(Result::trainingIteration).containsExactly(3, 4);
  }

  @Test
  void whatTheFunctionThrowsFailsTheTrialWithItsPlace() throws Exception {
    registry.register(
        FunctionTrainable.of(
            "broken",
            (context, report) -> {
              report.report(Map.of("loss", 1));
              throw new java.io.IOException("no data");
            }));
    Recorder recorder = run(Trials.of("broken", Map.of()), result -> Decision.CONTINUE);
    assertThat(recorder.log).containsExactly("result 1", "ended FAILED");
    assertThat(recorder.message)
        .startsWith(
            "step: java.io.IOException: no data, at org.tune4j.runner.FunctionTrainableTest");
  }

  @Test
  void anAbortReachesTheFunction() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    registry.register(
        FunctionTrainable.of(
            "asleep",
            (context, report) -> {
              started.countDown();
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            }));
    Recorder recorder = new Recorder(folder);
    pool.start(Trials.of("asleep", Map.of()), null, recorder);
    started.await();
    pool.abort("s_00000", 1, "enough");
    assertThat(recorder.await().outcome).isEqualTo(Outcome.LOST);
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private Recorder run(Assignment trial, java.util.function.Function<Result, Decision> decide)
      throws InterruptedException {
    Recorder recorder = new Recorder(folder, decide);
    pool.start(trial, null, recorder);
    return recorder.await();
  }

  private static Path of(Path state) {
    return state.resolve("count.txt");
  }
}
