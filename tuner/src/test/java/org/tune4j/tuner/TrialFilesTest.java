package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.Batch;
import org.tune4j.results.NewSweep;
import org.tune4j.results.ResultsDb;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.report.ResultFiles;

class TrialFilesTest {
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06Z");

  @TempDir Path results;

  @Test
  void whatAKilledDriverHadNoTimeToWriteIsWrittenByTheNext() throws IOException {
    List<Recorded> written = List.of(reported(1, 0, 1), reported(2, 1, 1), reported(3, 2, 1));
    List<Recorded> lost = List.of(reported(4, 1, 2), reported(5, 1, 3));
    try (ResultsDb db = ResultsDb.open(results)) {
      db.createSweep(new NewSweep("s", "", 1, null, AT, "{}"));
      db.append("s", Batch.of(written, List.of(trial(0), trial(1), trial(2)), 0));
      try (ResultFiles files = new ResultFiles(results)) {
        new TrialFiles(files, db).append(written);
      }
      db.append("s", Batch.of(lost));
      Files.writeString(file(0), "as it was\n");
      Files.writeString(file(1), "half a li");
      Files.delete(file(2));

      try (ResultFiles files = new ResultFiles(results)) {
        new TrialFiles(files, db).catchUp("s", List.of(trial(2)));
      }
    }
    assertThat(file(0)).as("written before").hasContent("as it was");
    assertThat(Files.readAllLines(file(1))).as("events came later").hasSize(3);
    assertThat(Files.readAllLines(file(2))).as("known to have changed").hasSize(1);
  }

  private static Trial trial(int number) {
    return Trial.proposed("s", number, "x", Config.of(Map.of()), 7, PlacementGroup.ONE_CPU, AT);
  }

  private static Recorded reported(long seq, int trial, int iteration) {
    Result result =
        new Result(Trial.id("s", trial), 1, iteration, 0, 0, 0.5, new TreeMap<>(), null, false);
    return new Recorded(seq, AT, new SweepEvent.Reported(result));
  }

  private Path file(int trial) {
    return results.resolve("s").resolve("%05d".formatted(trial)).resolve("result.json");
  }
}
