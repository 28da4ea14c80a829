package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.results.Batch;
import org.tune4j.results.Lineage;
import org.tune4j.results.NewSweep;
import org.tune4j.results.ResultsDb;
import org.tune4j.space.Config;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.Objective;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;

/** A trial that went on with other configs after its second and its fourth iteration. */
class BestConfigTest {
  private static final Instant AT = Instant.EPOCH;

  @TempDir Path folder;

  private static Config lr(double lr) {
    return Config.of(Map.of("lr", lr));
  }

  private static Exploit exploit(int attempt, int iteration, double old, double next) {
    return new Exploit(
        iteration, AT, "s_00000", attempt, iteration, "s_00001", "c", iteration, lr(9), lr(old),
        lr(next));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "5, "})
  void isTheOneThatItHadThen(int best, Integer lr) {
    Trial trial =
        Trial.proposed("s", 0, "synthetic", lr(3), 1, PlacementGroup.ONE_CPU, AT)
            .withBest(new TrialState.Best(0.5, best));
    List<SweepEvent.Recorded> events = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      Result result =
          new Result(
              "s_00000", (i + 1) / 2, i, 0, 0, i, new TreeMap<>(Map.of("loss", 1.0)), null, false);
      events.add(new SweepEvent.Recorded(i, AT, new SweepEvent.Reported(result)));
    }
    Lineage lineage = new Lineage(List.of(exploit(2, 2, 1, 2), exploit(3, 4, 2, 3)), List.of());
    try (ResultsDb db = ResultsDb.open(folder)) {
      db.createSweep(
          new NewSweep(
              "s",
              "s: {run: synthetic, metric: loss, mode: min}",
              7,
              new Objective("loss", Objective.Mode.MIN),
              AT,
              "{}"));
      db.append(
          "s",
          new Batch(events, List.of(trial), List.of(), List.of(), lineage, null, events.size()));
    }
    Cli.Outcome shown = Cli.run("best", "s", "--results", folder.toString());
    assertThat(shown.code()).as(shown.all()).isZero();
    if (lr == null) {
      assertThat(shown.out()).doesNotContain("another config");
    } else {
      assertThat(shown.out())
          .endsWith("It came to its best value with another config:\n  lr: " + lr + "\n");
    }
  }
}
