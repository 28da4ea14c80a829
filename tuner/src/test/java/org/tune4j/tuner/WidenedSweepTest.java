package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.SweepRow;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Config;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;

/** Sweeps that are resumed with another space. */
@Timeout(120)
final class WidenedSweepTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @TempDir Path folder;

  private static String searched(String kind, int samples, String lr, String momentum) {
    return """
    s:
      run: synthetic
      seed: 3
      num_samples: %d
      max_concurrent_trials: 1
      search_alg: {type: %s}
      config:
        iterations: 2
        lr: {loguniform: %s}
        momentum: {choice: %s}
        tag: {choice: [a, b], when: {momentum: {min: 0.9}}}
    """
        .formatted(samples, kind, lr, momentum);
  }

  private static final String SMALL = "[1e-3, 1e-1]";
  private static final String LARGE = "[1e-5, 1]";

  @ParameterizedTest
  @ValueSource(strings = {"tpe", "random_search", "evolution", "gp", "random"})
  void aWiderSpaceKeepsTheTrialsAndGoesOnExactly(String kind) throws Exception {
    String before = searched(kind, 8, SMALL, "[0.5, 0.9]");
    String after = searched(kind, 12, LARGE, "[0.5, 0.9, 0.99, 0.1]");
    Path quiet = folder.resolve("quiet");
    Path interrupted = folder.resolve("interrupted");
    for (Path results : List.of(quiet, interrupted)) {
      try (Tuner tuner = open(results)) {
        tuner.run(sweeps(before).get(0));
      }
    }
    List<Config> first = configs(quiet);
    try (Tuner tuner = open(quiet)) {
      tuner.resume("s", sweeps(after), 26);
    }
    try (Tuner tuner = open(interrupted)) {
      tuner.resume("s", sweeps(after), null);
    }
    try (Tuner tuner = open(interrupted)) {
      tuner.resume("s", sweeps(after), 15); // the same again changes nothing
    }
    try (Tuner tuner = open(interrupted)) {
      tuner.resume("s", 26);
    }
    List<Config> all = configs(quiet);
    assertThat(all).hasSize(26).doesNotHaveDuplicates();
    assertThat(all.subList(0, 8)).isEqualTo(first);
    assertThat(all.subList(8, 26))
        .anyMatch(config -> config.getDouble("lr") < 1e-3 || config.getDouble("lr") > 1e-1)
        .anyMatch(config -> List.of(0.99, 0.1).contains(config.getDouble("momentum")));
    assertThat(configs(interrupted)).isEqualTo(all);
  }

  @Test
  void aRepeatedAndLimitedSearchGoesOnInAWiderSpace() throws Exception {
    String kind = "tpe, repeat: 2, max_concurrent: 1";
    String before = searched(kind, 7, SMALL, "[0.5, 0.9]"); // ends amid a config
    String after = searched(kind, 20, LARGE, "[0.5, 0.9, 0.99, 0.1]");
    Path results = folder.resolve("repeated");
    try (Tuner tuner = open(results)) {
      tuner.run(sweeps(before).get(0));
    }
    List<Config> first = configs(results);
    try (Tuner tuner = open(results)) {
      tuner.resume("s", sweeps(after), null);
    }
    try (Tuner tuner = open(results)) {
      tuner.resume("s", 24);
    }
    List<Config> all = configs(results);
    assertThat(all).hasSize(24).startsWith(first.toArray(Config[]::new));
    for (int i = 0; i < 24; i += 2) {
      assertThat(all.get(i + 1)).as("trial %d", i + 1).isEqualTo(all.get(i));
    }
    assertThat(all.stream().distinct()).hasSize(12);
    assertThat(all).anyMatch(c -> c.getDouble("lr") < 1e-3 || c.getDouble("lr") > 1e-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"listed", "space_filling", "shuffled"})
  void aLargerGridDoesNotTryCellsAgain(String order) throws Exception {
    String yaml =
        """
        s:
          run: synthetic
          seed: 3
          num_samples: 2
          search_alg: {type: grid, order: %s}
          config: {iterations: 1, lr: {grid_search: [%s]}, tag: {grid_search: [a, b%s]}}
        """;
    Path results = folder.resolve("grid");
    try (Tuner tuner = open(results)) {
      tuner.run(sweeps(yaml.formatted(order, "1e-3, 1e-2", "")).get(0));
      tuner.resume("s", sweeps(yaml.formatted(order, "1e-4, 1e-3, 1e-2", ", c")), null);
    }
    List<Config> all = configs(results);
    assertThat(all).hasSize(18);
    for (Config config : all) {
      assertThat(all).filteredOn(config::equals).hasSize(2);
    }
    try (Tuner tuner = open(results)) {
      tuner.resume("s", 3);
    }
    assertThat(configs(results)).hasSize(27).startsWith(all.toArray(Config[]::new));
  }

  @Test
  void aWidenedSweepThatIsKilledEndsLikeAQuietOne() throws Exception {
    Path quiet = folder.resolve("quiet");
    Path killed = folder.resolve("killed");
    Path told = Files.createFile(folder.resolve("told"));
    String before = told(6, "[0, 0.5]", told);
    String after = told(24, "[-1, 1]", told);
    for (Path results : List.of(quiet, killed)) {
      try (Tuner tuner = open(results)) {
        tuner.run(sweeps(before).get(0));
      }
    }
    try (Tuner tuner = open(quiet)) {
      tuner.resume("s", sweeps(after), null);
    }
    try (Tuner tuner = open(killed)) { // as if killed before the event was recorded
      tuner.rewrite("s", sweeps(after), null);
    }
    for (int kill = 0; kill < 3; kill++) {
      long wanted = Files.lines(told).count() + 25 + 7 * kill;
      Process child = resumed(killed);
      while (Files.lines(told).count() < wanted && child.isAlive()) {
        Thread.sleep(2);
      }
      assertThat(child.isAlive()).as("kill %d", kill).isTrue();
      child.destroyForcibly().waitFor();
    }
    Process last = resumed(killed);
    assertThat(last.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(last.exitValue()).isZero();
    assertThat(StoredSweep.table(killed)).hasSize(24).isEqualTo(StoredSweep.table(quiet));
  }

  private static String told(int samples, String x, Path told) {
    return """
    s:
      run: org.tune4j.tuner.ToldTrainable
      metric: score
      mode: max
      seed: 5
      num_samples: %d
      max_concurrent_trials: 1
      search_alg: {type: tpe}
      checkpoint: {frequency: 3}
      config: {iterations: 8, sleep_ms: 3, told: "%s", x: {uniform: %s}}
    """
        .formatted(samples, told, x);
  }

  private Process resumed(Path results) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            SweepProcess.class.getName(),
            results.toString(),
            "resume")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("child.log").toFile()))
        .start();
  }

  @Test
  void aSmallerNumberOfSamplesLeavesTheLargerOne() throws Exception {
    Path results = folder.resolve("more");
    try (Tuner tuner = open(results)) {
      tuner.run(sweeps(searched("tpe", 2, SMALL, "[0.5]")).get(0));
      tuner.resume("s", 5);
      tuner.resume("s", sweeps(searched("tpe", 3, LARGE, "[0.5]")), null);
      assertThat(tuner.resume("s", 6).terminated()).isEqualTo(6);
    }
  }

  @Test
  void trialsThatTheNewSpaceLacksStay() throws Exception {
    Path results = folder.resolve("narrow");
    try (Tuner tuner = open(results)) {
      tuner.run(sweeps(searched("tpe", 6, LARGE, "[0.5, 0.9]")).get(0));
      tuner.resume("s", sweeps(searched("tpe", 9, SMALL, "[0.7]")), null);
    }
    List<Config> all = configs(results);
    assertThat(all).hasSize(9);
    assertThat(all.subList(6, 9)).allMatch(config -> config.getDouble("momentum") == 0.7);
  }

  @Test
  void newPointsAreTriedNextAndOldOnesNotAgain() throws Exception {
    for (String kind : List.of("tpe", "random")) {
      Path results = folder.resolve("points-" + kind);
      String yaml = searched(kind, 5, SMALL, "[0.5, 0.9]") + "  points_to_evaluate: [%s]\n";
      String old = "{lr: 0.005, momentum: 0.5}";
      try (Tuner tuner = open(results)) {
        tuner.run(sweeps(yaml.formatted(old)).get(0));
        tuner.resume(
            "s",
            sweeps(
                yaml.formatted(old + ", {lr: 0.006, momentum: 0.5}")
                    .replace("num_samples: 5", "num_samples: 8")),
            null);
      }
      List<Config> all = configs(results);
      assertThat(all).as(kind).hasSize(8);
      assertThat(all.get(0).getDouble("lr")).isEqualTo(0.005);
      assertThat(all.get(5).getDouble("lr")).isEqualTo(0.006);
      assertThat(all).filteredOn(config -> config.getDouble("lr") == 0.005).hasSize(1);
    }
  }

  @Test
  void aSearcherThatIsNamedOnlyMayGetPoints() throws Exception {
    Path results = folder.resolve("short");
    String yaml = searched("tpe", 2, SMALL, "[0.5]").replace("{type: tpe}", "%s");
    try (Tuner tuner = open(results)) {
      tuner.run(sweeps(yaml.formatted("tpe")).get(0));
      String points = "{type: tpe, points_to_evaluate: [{lr: 0.005}]}";
      tuner.resume("s", sweeps(yaml.formatted(points)), 3);
      refused(tuner, yaml.formatted("gp"), "search_alg: must stay as it is ({type=tpe})");
    }
    assertThat(configs(results)).last().extracting(c -> c.getDouble("lr")).isEqualTo(0.005);
  }

  @Test
  void whatIsNoSpaceMustStay() throws Exception {
    Path results = folder.resolve("refused");
    String yaml = searched("tpe", 2, SMALL, "[0.5]");
    try (Tuner tuner = open(results)) {
      tuner.run(sweeps(yaml).get(0));
      refused(tuner, yaml.replace("seed: 3", "seed: 4"), "seed: must stay 3 (4)");
      refused(tuner, yaml.replace("type: tpe", "type: gp"), "search_alg: must stay as it is");
      refused(
          tuner, yaml + "  metric: score\n  mode: max\n", "metric: must stay as it is (not there)");
      refused(tuner, yaml + "  stop: {loss: 1}\n", "stop: must stay as it is (not there)");
      assertThatThrownBy(
              () -> tuner.resume("s", sweeps(yaml.replace("samples: 2", "samples: 9")), 5))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("must not be less than before (5; it was 9)");
      refused(tuner, yaml.replace("s:\n", "other:\n"), "the file has no sweep s (there is: other)");
      assertThatThrownBy(() -> tuner.resume("t", sweeps(yaml), null))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("there is no sweep t");
    }
    assertThat(configs(results)).hasSize(2);
  }

  @Test
  void whatIsRefusedChangesNothing() throws Exception {
    Path results = folder.resolve("unchanged");
    String yaml = searched("random", 2, SMALL, "[0.5]");
    try (Tuner tuner = open(results)) {
      tuner.run(sweeps(yaml).get(0));
      tuner.resume("s", 6);
      SweepRow before = tuner.sweep("s");
      assertThatThrownBy(() -> tuner.resume("s", sweeps(searched("random", 3, LARGE, "[0.5]")), 4))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("must not be less than before (4; it was 6)");
      refused(tuner, yaml + "  resources_per_trial: {cpu: 9}\n", "resources_per_trial: must stay");
      assertThat(tuner.sweep("s")).isEqualTo(before);
    }
    assertThat(configs(results)).hasSize(6);
  }

  private static void refused(Tuner tuner, String yaml, String message) {
    assertThatThrownBy(() -> tuner.resume("s", sweeps(yaml), null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatTheSweepWasBeforeIsRecorded() throws Exception {
    Path results = folder.resolve("recorded");
    try (Tuner tuner = open(results)) {
      tuner.run(sweeps(searched("tpe", 2, SMALL, "[0.5]")).get(0));
      tuner.resume("s", sweeps(searched("tpe", 3, LARGE, "[0.5]")), null);
      SweepRow row = tuner.sweep("s");
      assertThat(row).isNotNull();
      assertThat(row.yaml()).isEqualTo(sweeps(searched("tpe", 3, LARGE, "[0.5]")).get(0).yaml());
      assertThat(Provenance.first(row.provenance(), row.yaml()))
          .isEqualTo(sweeps(searched("tpe", 2, SMALL, "[0.5]")).get(0).yaml());
    }
  }

  private static Tuner open(Path results) {
    return Tuner.open(results, new Resources(1, 0), TRAINABLES);
  }

  private static List<Sweep> sweeps(String yaml) {
    return SweepFile.parse(yaml, "test.yaml", TRAINABLES);
  }

  private static List<Config> configs(Path results) {
    List<Config> configs = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.forEachTrial("s", trial -> configs.add(trial.config()));
    }
    return configs;
  }
}
