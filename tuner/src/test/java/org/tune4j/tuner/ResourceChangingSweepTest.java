package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.spec.SweepFile;

/** Trials that really go on with more than they began with. */
@Timeout(120)
class ResourceChangingSweepTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @TempDir Path folder;

  @Test
  void theLastTrialGoesOnWithAllThatThereIs() throws Exception {
    String yaml =
        """
        s:
          run: synthetic
          scheduler: resource_changing
          config:
            iterations: {grid_search: [20, 400]}
            seconds_per_iteration: 0.005
        """;
    try (Tuner tuner = Tuner.open(folder, new Resources(5, 0), TRAINABLES)) {
      tuner.run(SweepFile.parse(yaml, "test.yaml", TRAINABLES).get(0));
    }
    try (ResultsDb db = ResultsDb.open(folder)) {
      List<Trial> trials = new ArrayList<>();
      db.forEachTrial("s", trials::add);
      assertThat(trials).extracting(Trial::status).containsOnly(TrialStatus.TERMINATED);
      assertThat(trials.get(0).resources()).isEqualTo(PlacementGroup.of(new Resources(2, 0)));
      assertThat(trials.get(1).resources()).isEqualTo(PlacementGroup.of(new Resources(5, 0)));
      assertThat(trials.get(1).attempts()).isEqualTo(2);
      List<Integer> iterations = new ArrayList<>();
      db.forEachResult("s", trials.get(1).id(), r -> iterations.add(r.trainingIteration()));
      assertThat(iterations).as("each iteration once").hasSize(400).doesNotHaveDuplicates();
    }
  }

  /** It would never have what it had. */
  @Test
  void aTrialThatHasGrownGoesOnWhereThereIsLess() throws Exception {
    String yaml =
        """
        s:
          run: synthetic
          scheduler: resource_changing
          config: {iterations: 200, seconds_per_iteration: 0.01}
        """;
    Path progress = folder.resolve("s").resolve("00000").resolve("progress.csv");
    try (Tuner tuner = Tuner.open(folder, new Resources(5, 0), TRAINABLES)) {
      Thread interrupter =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (!Files.exists(progress) || Files.readAllLines(progress).size() < 20) {
                        Thread.sleep(10);
                      }
                    } catch (IOException | InterruptedException e) {
                      throw new AssertionError(e);
                    }
                    tuner.interrupt("enough");
                  });
      SweepResult first = tuner.run(SweepFile.parse(yaml, "test.yaml", TRAINABLES).get(0));
      interrupter.join();
      assertThat(first.finished()).isFalse();
    }
    assertThat(only().resources()).isEqualTo(PlacementGroup.of(new Resources(5, 0)));
    try (Tuner tuner = Tuner.open(folder, new Resources(2, 0), TRAINABLES)) {
      assertThat(tuner.resume("s", null).finished()).isTrue();
    }
    assertThat(only().status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(only().resources()).isEqualTo(PlacementGroup.of(new Resources(2, 0)));
  }

  private Trial only() {
    try (ResultsDb db = ResultsDb.open(folder)) {
      List<Trial> trials = new ArrayList<>();
      db.forEachTrial("s", trials::add);
      assertThat(trials).hasSize(1);
      return trials.get(0);
    }
  }
}
