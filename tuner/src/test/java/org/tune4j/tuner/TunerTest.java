package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;

/** Whole sweeps through the grid and into the database. */
@Timeout(120)
class TunerTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @TempDir Path results;

  @Test
  void aGridIsWalkedAndEveryResultIsRecorded() throws Exception {
    SweepResult result = run(sweep("lr: {grid_search: [0.0001, 0.001, 0.01]}, iterations: 5", ""));
    assertThat(result.finished()).isTrue();
    assertThat(result.terminated()).isEqualTo(3);
    assertThat(result.best().config().getDouble("lr")).isEqualTo(0.001);
    for (Trial trial : trials("s")) {
      assertThat(trial.status()).isEqualTo(TrialStatus.TERMINATED);
      assertThat(iterations(trial)).containsExactly(1, 2, 3, 4, 5);
    }
    Path files = results.resolve("s").resolve("00001");
    assertThat(Files.readAllLines(files.resolve("result.json"))).hasSize(5);
    assertThat(Files.readAllLines(files.resolve("progress.csv"))).hasSize(6);
    assertThat(Files.readString(files.resolve("params.json"))).contains("0.001");
  }

  @Test
  void trialsThatThrowHangReturnNanOrFillTheDiskEndAloneAndSayWhy() throws Exception {
    List<Sweep> sweeps =
        SweepFile.parse(
            """
            fine: {run: synthetic, config: {iterations: 4}}
            throws: {run: synthetic, config: {iterations: 4, fail_at: 2}}
            hangs: {run: synthetic, step_timeout_s: 1, config: {iterations: 4, hang_at: 2}}
            nan: {run: synthetic, config: {iterations: 4, nan_at: 2}}
            disk: {run: synthetic, disk_quota_mb: 1, config: {iterations: 4, fill_disk_at: 2}}
            """,
            "five.yaml",
            TRAINABLES);
    try (Tuner tuner = tuner(4)) {
      tuner.run(sweeps);
    }
    assertThat(only("fine").status()).isEqualTo(TrialStatus.TERMINATED);
    assertEndedInError("throws", "told to fail at iteration 2");
    assertEndedInError("hangs", "step_timeout_s");
    assertEndedInError("nan", "loss is NaN");
    assertEndedInError("disk", "quota");
  }

  @Test
  void stopRulesOfTrialsAndOfTheSweepSayWhatFiredThem() throws Exception {
    SweepResult result =
        run(
            sweep(
                "lr: {grid_search: [0.001, 0.1]}, iterations: 1000",
                """
                num_samples: 3, max_concurrent_trials: 1, stop: [
                  {plateau: {std: 0.005, num_results: 5}},
                  {and: [{iterations: 3}, {metric: loss, at_least: 1}]},
                  {target: {at_most: 0.4, trials: 2}}]\
                """));
    assertThat(result.finished()).isTrue();
    assertThat(result.reason()).startsWith("target: 2 trials have reached loss <= 0.4");
    assertThat(trials("s")).allMatch(trial -> trial.status() == TrialStatus.TERMINATED);
    assertThat(trials("s"))
        .extracting(Trial::reason)
        .anyMatch(reason -> reason.startsWith("plateau: the std of the last 5 loss is "))
        .anyMatch(reason -> reason.startsWith("target: "));
  }

  @Test
  void theExampleOfStopRulesStopsByThem() throws Exception {
    Path file = Path.of("..", "examples", "stop-rules.yaml");
    SweepResult result = run(SweepFile.read(file, TRAINABLES).get(0));
    assertThat(result.reason()).startsWith("sweep_plateau: the std of the best loss of 5 trials");
    assertThat(trials("stop-rules"))
        .hasSizeBetween(5, 199)
        .allMatch(trial -> trial.status() == TrialStatus.TERMINATED)
        .extracting(Trial::reason)
        .anyMatch(reason -> reason.matches("loss 0\\.04\\d+ <= 0\\.05"))
        .anyMatch(
            reason ->
                reason.matches(
                    "and: \\(training_iteration 15 >= 15\\) and"
                        + " \\(expression: loss > 0\\.3 \\(loss .*\\)\\)"));
  }

  @Test
  void aFailureIsRetriedFromTheLastCheckpoint() throws Exception {
    run(
        sweep(
            "iterations: 6, fail_at: 4, misbehaving_attempts: 1",
            "max_failures: 1, checkpoint: {frequency: 2}"));
    Trial trial = only("s");
    assertThat(trial.status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(trial.attempts()).isEqualTo(2);
    assertThat(results("s", trial)).extracting(Result::attempt).containsExactly(1, 1, 2, 2, 2, 2);
    assertThat(iterations(trial)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(Files.readAllLines(results.resolve("s").resolve("00000").resolve("result.json")))
        .as("what counts, and nothing twice")
        .hasSize(6);
  }

  @Test
  void theSameSeedGivesTheSameResultsBitForBit() throws Exception {
    String config = "lr: {loguniform: [1e-5, 1e-1]}, noise: 0.1, iterations: 5";
    run(sweep(config, "num_samples: 5, seed: 3, max_concurrent_trials: 1"));
    run(sweep(config, "num_samples: 5, seed: 3, max_concurrent_trials: 1"));
    assertThat(untimed("s")).isEqualTo(untimed("s-2")).hasSize(5);
  }

  @Test
  void concurrencyChangesNoConfig() throws Exception {
    String config = "lr: {loguniform: [1e-5, 1e-1]}, iterations: 2";
    run(sweep(config, "num_samples: 20, seed: 3, max_concurrent_trials: 1"));
    run(sweep(config, "num_samples: 20, seed: 3"), 8);
    assertThat(configs("s")).isEqualTo(configs("s-2")).hasSize(20);
  }

  @Test
  void anInterruptedSweepGoesOnWhereItStopped() throws Exception {
    Sweep sweep =
        sweep(
            "iterations: 30, seconds_per_iteration: 0.02",
            "num_samples: 4, checkpoint: {frequency: 5}, max_concurrent_trials: 2");
    try (Tuner tuner = tuner(2)) {
      Thread interrupter =
          Thread.startVirtualThread(
              () -> {
                sleep(400);
                tuner.interrupt("the test says so");
              });
      SweepResult first = tuner.run(sweep);
      interrupter.join();
      assertThat(first.finished()).isFalse();
      assertThat(first.reason()).isEqualTo("the test says so");
    }
    try (Tuner tuner = tuner(2)) {
      assertThat(tuner.resume("s", null).finished()).isTrue();
    }
    assertThat(trials("s")).hasSize(4);
    for (Trial trial : trials("s")) {
      assertThat(iterations(trial)).hasSize(30).doesNotHaveDuplicates();
    }
  }

  @Test
  void aFinishedSweepCanGrow() throws Exception {
    String config = "lr: {loguniform: [1e-5, 1e-1]}, iterations: 1";
    run(sweep(config, "num_samples: 3, seed: 9"));
    try (Tuner tuner = tuner(2)) {
      SweepResult grown = tuner.resume("s", 5);
      assertThat(grown.terminated()).isEqualTo(5);
    }
    try (Tuner tuner = tuner(2)) {
      assertThat(tuner.resume("s", 6).terminated()).isEqualTo(6);
    }
    run(sweep(config, "num_samples: 6, seed: 9"));
    assertThat(configs("s")).isEqualTo(configs("s-2"));
  }

  @Test
  void aSweepCannotShrink() throws Exception {
    run(sweep("iterations: 1", "num_samples: 2"));
    try (Tuner tuner = tuner(2)) {
      assertThat(tuner.resume("s", 3).terminated()).isEqualTo(3);
    }
    for (int fewer : new int[] {2, 0, -2}) {
      try (Tuner tuner = tuner(2)) {
        assertThatThrownBy(() -> tuner.resume("s", fewer))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("must not be less than before (" + fewer + "; it was 3)");
      }
    }
    assertThat(trials("s")).hasSize(3);
  }

  @Test
  void aRequestThatNoMemberCanEverMeetIsRefused() {
    assertThatThrownBy(() -> run(sweep("iterations: 1", "resources_per_trial: {cpu: 64}")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("64 CPU");
  }

  @Test
  void aTimeBudgetEndsASweepThatHasNoOtherEnd() throws Exception {
    SweepResult result =
        run(
            sweep(
                "iterations: 1000000, seconds_per_iteration: 0.01",
                "num_samples: -1, time_budget_s: 0.5"));
    assertThat(result.finished()).isTrue();
    assertThat(result.reason()).contains("time budget");
    assertThat(trials("s"))
        .isNotEmpty()
        .allSatisfy(trial -> assertThat(trial.reason()).contains("time budget"));
  }

  private void assertEndedInError(String sweep, String why) {
    Trial trial = only(sweep);
    assertThat(trial.status()).as(sweep).isEqualTo(TrialStatus.ERROR);
    assertThat(trial.reason()).as(sweep).contains(why);
  }

  private static Sweep sweep(String config, String more) {
    String yaml =
        "s: {run: synthetic, config: {" + config + "}" + (more.isEmpty() ? "" : ", " + more) + "}";
    return SweepFile.parse(yaml, "s.yaml", TRAINABLES).get(0);
  }

  private SweepResult run(Sweep sweep) throws InterruptedException {
    return run(sweep, 2);
  }

  private SweepResult run(Sweep sweep, int cpus) throws InterruptedException {
    try (Tuner tuner = tuner(cpus)) {
      return tuner.run(sweep);
    }
  }

  private Tuner tuner(int cpus) {
    return Tuner.open(results, new Resources(cpus, 0), TRAINABLES);
  }

  private List<Trial> trials(String sweep) {
    List<Trial> trials = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.forEachTrial(sweep, trials::add);
    }
    return trials;
  }

  private Trial only(String sweep) {
    List<Trial> trials = trials(sweep);
    assertThat(trials).hasSize(1);
    return trials.get(0);
  }

  private List<Result> results(String sweep, Trial trial) {
    List<Result> found = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.forEachResult(sweep, trial.id(), found::add);
    }
    return found;
  }

  private List<Integer> iterations(Trial trial) {
    return results(trial.sweep(), trial).stream().map(Result::trainingIteration).toList();
  }

  private List<String> configs(String sweep) {
    return trials(sweep).stream().map(t -> t.config() + " seed " + t.seed()).toList();
  }

  /** Everything that was reported, but for how long it took. */
  private Map<Integer, List<Map<String, Double>>> untimed(String sweep) {
    Map<Integer, List<Map<String, Double>>> all = new TreeMap<>();
    for (Trial trial : trials(sweep)) {
      List<Map<String, Double>> metrics = new ArrayList<>();
      for (Result result : results(sweep, trial)) {
        Map<String, Double> untimed = new TreeMap<>(result.metrics());
        untimed.keySet().removeIf(name -> name.startsWith("time_"));
        metrics.add(untimed);
      }
      all.put(trial.number(), metrics);
    }
    return all;
  }

  private static void sleep(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
