package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.spec.SweepFile;

/** Whole sweeps whose trials run in processes. */
@Timeout(120)
final class ProcessSweepTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @TempDir Path results;

  @Test
  void aCommandGoesOnFromItsCheckpointAndAnotherTrainableHasAProcess() throws Exception {
    Files.writeString(results.resolve("train.sh"), SCRIPT);
    List<Sweep> sweeps =
        SweepFile.parse(
            """
            s:
              run: command
              command: [sh, %s, "{{ config.last }}"]
              metric: n
              mode: max
              max_failures: 1
              config: {last: {grid_search: [3, 5]}}
            java: {run: synthetic, isolation: process, config: {iterations: 2}}
            """
                .formatted(results.resolve("train.sh")),
            "s.yaml",
            TRAINABLES);
    try (Tuner tuner = Tuner.open(results.resolve("r"), new Resources(2, 0), TRAINABLES)) {
      assertThat(tuner.run(sweeps)).allMatch(result -> result.finished() && result.errors() == 0);
    }
    List<Trial> trials = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results.resolve("r"))) {
      db.forEachTrial("s", trials::add);
      db.forEachTrial("java", trials::add);
    }
    assertThat(trials).hasSize(3).allMatch(trial -> trial.status() == TrialStatus.TERMINATED);
    assertThat(trials.get(1).attempts()).as("it failed once").isEqualTo(2);
  }

  /** Counts, saves itself at each step, and fails at 4 the first time. */
  private static final String SCRIPT =
      """
      n=0
      [ -z "$TUNE_CHECKPOINT_IN" ] || n=$(cat "$TUNE_CHECKPOINT_IN/n")
      while [ $n -lt "$1" ]; do
        n=$((n + 1))
        if [ $n = 4 ] && [ -z "$TUNE_CHECKPOINT_IN" ]; then exit 1; fi
        mkdir "$TUNE_CHECKPOINT_OUT/c$n"
        echo $n > "$TUNE_CHECKPOINT_OUT/c$n/n"
        echo "{\\"n\\": $n, \\"checkpoint\\": \\"c$n\\"}"
      done
      """;
}
