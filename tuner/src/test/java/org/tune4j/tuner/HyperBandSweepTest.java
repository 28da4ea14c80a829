package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.spec.SweepFile;

/** Trials that really pause, save, and go on. */
@Timeout(120)
class HyperBandSweepTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @TempDir Path folder;

  @Test
  void aBandTrainsAsManyTrialsAsFarAsThePlanSays() throws Exception {
    String yaml =
        """
        s:
          run: synthetic
          seed: 3
          num_samples: 17
          search_alg: bohb
          scheduler: {type: bohb, max_t: 9}
          config:
            iterations: 100
            lr: {loguniform: [1e-5, 1e-1]}
            momentum: {uniform: [0.5, 0.99]}
        """;
    try (Tuner tuner = Tuner.open(folder, new Resources(3, 0), TRAINABLES)) {
      tuner.run(SweepFile.parse(yaml, "test.yaml", TRAINABLES).get(0));
    }
    Map<Integer, Integer> ages = new TreeMap<>();
    try (ResultsDb db = ResultsDb.open(folder)) {
      List<Trial> trials = new ArrayList<>();
      db.forEachTrial("s", trials::add);
      for (Trial trial : trials) {
        assertThat(trial.status()).isEqualTo(TrialStatus.TERMINATED);
        assertThat(trial.reason()).startsWith("bohb: ");
        int[] age = new int[1];
        db.forEachResult("s", trial.id(), result -> age[0] = result.trainingIteration());
        ages.merge(age[0], 1, Integer::sum);
      }
    }
    assertThat(ages).isEqualTo(Map.of(1, 6, 3, 2 + 4, 9, 1 + 1 + 3));
  }
}
