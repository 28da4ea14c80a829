package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.Column;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.RowSink;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.Json;

/**
 * Kills the whole JVM of a sweep at random moments and resumes it. Every trial ends, every result
 * that a trial was told of is recorded exactly once, and the sweep ends up as one that was never
 * killed.
 */
class KillTest {
  private static final long SEED = 20261121;

  /**
   * What is killed.
   *
   * @param results how many its trials have together
   * @param keys the keys of the sweep beside those that all have
   */
  private record Killed(int trials, int samples, String iterations, int results, String keys) {
    static Killed alike(int trials, String keys) {
      return new Killed(trials, trials, "10", trials * 10, keys);
    }

    String yaml(Path told, int sleepMs) {
      return """
      s: {
        run: org.tune4j.tuner.ToldTrainable,
        %s,
        mode: max,
        seed: 5,
        num_samples: %d,
        checkpoint: {frequency: 3},
        config: {iterations: %s, sleep_ms: %d, told: "%s", x: {uniform: [0, 1]}}
      }
      """
          .formatted(keys, samples, iterations, sleepMs, told);
    }
  }

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void aSweepSurvivesAFewKills() throws Exception {
    killAndCompare(Killed.alike(30, "metric: score"), 2);
  }

  /** Five trials of 10 to 250 iterations: the last ones have more CPUs than they began with. */
  @Test
  @Timeout(120)
  void growingTrialsSurviveAFewKills() throws Exception {
    String keys = "metric: score, scheduler: resource_changing";
    killAndCompare(new Killed(5, 1, "{grid_search: [10, 40, 90, 160, 250]}", 550, keys), 4);
    try (ResultsDb db = ResultsDb.open(folder.resolve("results"))) {
      assertThat(mostHeld(db)).as(message()).isEqualTo(4);
      assertThat(largest(db)).as(message()).isGreaterThan(1);
    }
  }

  /** The most CPUs that one trial ever had. */
  private static double largest(ResultsDb db) {
    double[] most = {0};
    db.replay(
        "s",
        recorded -> {
          if (recorded.event() instanceof SweepEvent.Placed placed) {
            most[0] = Math.max(most[0], placed.placement().total().cpu());
          }
        });
    return most[0];
  }

  /** The most CPUs that trials ever held at a time, one member having all of them. */
  private static double mostHeld(ResultsDb db) {
    Map<String, Double> held = new HashMap<>();
    double[] most = {0};
    db.replay(
        "s",
        recorded -> {
          switch (recorded.event()) {
            case SweepEvent.DriverStarted started -> held.clear();
            case SweepEvent.Placed placed ->
                held.put(placed.trialId(), placed.placement().total().cpu());
            case SweepEvent.Ended ended -> held.remove(ended.trialId());
            default -> {}
          }
          most[0] = Math.max(most[0], held.values().stream().mapToDouble(cpus -> cpus).sum());
        });
    return most[0];
  }

  @Test
  @Timeout(120)
  void aParetoFrontSurvivesAKill() throws Exception {
    String metrics = "metric: [score, cost], metric_bounds: {score: {max: 0.9}}";
    killAndCompare(Killed.alike(30, metrics), 1);
    assertThat(front(folder.resolve("results")))
        .isEqualTo(front(folder.resolve("quiet")))
        .hasSizeGreaterThan(1);
  }

  private static List<List<Object>> front(Path results) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    try (ResultsReader reader = ResultsReader.open(results)) {
      reader.query(
          "select number, training_iteration, score, cost from s_pareto order by number",
          new RowSink() {
            @Override
            public void columns(List<Column> columns) {}

            @Override
            public void row(List<@Nullable Object> values) {
              rows.add(new ArrayList<>(values));
            }

            @Override
            public void end() {}
          });
    }
    return rows;
  }

  @Test
  @Tag("slow")
  @Timeout(900)
  void aSweepOf200TrialsSurvives20Kills() throws Exception {
    killAndCompare(Killed.alike(200, "metric: score"), 20);
  }

  private void killAndCompare(Killed killed, int kills) throws Exception {
    Path told = folder.resolve("told.txt");
    Files.createFile(told);
    Path sweep = Files.writeString(folder.resolve("s.yaml"), killed.yaml(told, 4));
    Path results = folder.resolve("results");
    SweepProcesses processes = new SweepProcesses(folder, message());
    RandomGenerator random = Seeds.random(SEED, "kills", killed.trials());
    int perKill = Math.max(2, killed.results() / (kills + 2));
    int hits = 0;
    for (int kill = 0; kill < kills; kill++) {
      Process child = processes.start(results, kill == 0 ? sweep.toString() : "resume");
      processes.waitForLines(told, SweepProcesses.lines(told) + random.nextInt(1, perKill), child);
      Thread.sleep(random.nextInt(30));
      hits += child.isAlive() ? 1 : 0;
      child.destroyForcibly().waitFor();
    }
    Process last = processes.start(results, "resume");
    assertThat(last.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(last.exitValue()).as(message()).isZero();

    assertThat(hits).as("kills that hit a running sweep, " + message()).isEqualTo(kills);
    assertEveryToldResultIsThereOnce(results, told);
    assertTheFilesHaveWhatTheDatabaseHas(results);
    assertThat(StoredSweep.table(results))
        .as(message())
        .isEqualTo(neverKilled(killed))
        .hasSize(killed.trials());
    System.out.printf(
        "%d kills of a sweep of %d trials: %d results told, all recorded once; seed %d%n",
        kills, killed.trials(), SweepProcesses.lines(told), SEED);
  }

  private static String message() {
    return "seed " + SEED + " in KillTest";
  }

  private Map<Integer, String> neverKilled(Killed killed) throws Exception {
    Path told = Files.createFile(folder.resolve("told-quiet.txt"));
    Path results = folder.resolve("quiet");
    try (Tuner tuner = Tuner.open(results, new Resources(4, 0), TrainableRegistry.load())) {
      tuner.run(
          SweepFile.parse(killed.yaml(told, 0), "quiet.yaml", TrainableRegistry.load()).get(0));
    }
    return StoredSweep.table(results);
  }

  private static void assertEveryToldResultIsThereOnce(Path results, Path told) throws IOException {
    Map<String, Integer> recorded = StoredSweep.results(results);
    Set<String> lines = new HashSet<>(Files.readAllLines(told));
    assertThat(lines).as(message()).isSubsetOf(recorded.keySet());
    assertThat(recorded.values()).as(message()).containsOnly(1);
  }

  private static void assertTheFilesHaveWhatTheDatabaseHas(Path results) throws IOException {
    try (ResultsDb db = ResultsDb.open(results)) {
      List<Trial> trials = new ArrayList<>();
      db.forEachTrial("s", trials::add);
      for (Trial trial : trials) {
        List<Object> recorded = new ArrayList<>();
        db.forEachResult("s", trial.id(), r -> recorded.add((long) r.trainingIteration()));
        Path folder = results.resolve("s").resolve("%05d".formatted(trial.number()));
        List<Object> written = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("result.json"))) {
          written.add(Json.readObject(line).get("training_iteration"));
        }
        assertThat(written).as(trial.id() + ", " + message()).isEqualTo(recorded);
        assertThat(Files.readAllLines(folder.resolve("progress.csv")))
            .as(trial.id() + ", " + message())
            .hasSize(recorded.size() + 1);
      }
    }
  }
}
