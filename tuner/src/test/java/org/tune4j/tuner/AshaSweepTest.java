package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.spec.SweepFile;

/** Real trials that stop early, or pause and are promoted; and more of them later. */
@Tag("slow")
@Timeout(120)
class AshaSweepTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();
  private static final int MAX_T = 18;

  @TempDir Path folder;

  private static Sweep sweep(String variant) {
    String yaml =
        """
        s:
          run: synthetic
          seed: 3
          num_samples: 18
          scheduler: {type: asha, variant: %s, reduction_factor: 3, grace_period: 2, max_t: %d}
          config: {iterations: 1000, lr: {loguniform: [1e-5, 1e-1]}}
        """;
    return SweepFile.parse(yaml.formatted(variant, MAX_T), "f", TRAINABLES).get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stopping", "promotion"})
  void theBestGetFarAndTheOthersSayWhyTheyDidNot(String variant) throws Exception {
    try (Tuner tuner = Tuner.open(folder, new Resources(2, 0), TRAINABLES)) {
      assertThat(tuner.run(sweep(variant)).finished()).isTrue();
    }
    allHaveEndedWell(18);
    try (Tuner tuner = Tuner.open(folder, new Resources(2, 0), TRAINABLES)) {
      SweepResult result = tuner.resume("s", 24);
      assertThat(result.finished()).isTrue();
      assertThat(result.terminated()).isEqualTo(24);
    }
    allHaveEndedWell(24);
  }

  private void allHaveEndedWell(int count) {
    List<Trial> trials = new ArrayList<>();
    long[] iterations = {0};
    int[] oldest = {0};
    try (ResultsDb db = ResultsDb.open(folder)) {
      db.forEachTrial("s", trials::add);
      for (Trial trial : trials) {
        db.forEachResult(
            "s",
            trial.id(),
            result -> {
              iterations[0]++;
              oldest[0] = Math.max(oldest[0], result.trainingIteration());
            });
      }
    }
    assertThat(trials)
        .hasSize(count)
        .allMatch(trial -> trial.status() == TrialStatus.TERMINATED)
        .allMatch(trial -> String.valueOf(trial.reason()).startsWith("asha: "));
    assertThat(oldest[0]).isEqualTo(MAX_T);
    assertThat(iterations[0]).isLessThan(count * MAX_T / 2L);
  }
}
