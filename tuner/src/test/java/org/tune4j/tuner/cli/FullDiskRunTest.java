package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.ResultsDb;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.StoredSweep;

/** A results folder on a disk that fills up while a sweep runs, and is given space again. */
@Tag("slow")
@Timeout(180)
class FullDiskRunTest {
  @TempDir Path folder;

  @Test
  void aSweepThatFillsTheDiskSaysSoAndGoesOnWhenThereIsSpace() throws Exception {
    Path told = Files.createFile(folder.resolve("told.txt"));
    String yaml =
        """
        s:
          run: org.tune4j.tuner.ToldTrainable
          metric: score
          mode: max
          num_samples: 2
          config: {iterations: 5000, sleep_ms: 0, told: "%s", x: {uniform: [0, 1]}}
        """
            .formatted(told);
    try (SmallDisk disk = disk(3)) {
      assertFull(Cli.run("run", "-q", file(yaml), "--results", results()));
      disk.resize(64);
      Map<String, Integer> before = recorded();
      assertThat(Files.readAllLines(told)).isNotEmpty().isSubsetOf(before.keySet());
      Cli.Outcome outcome = Cli.run("resume", "-q", "s", "--results", results());
      assertThat(outcome.code()).as(outcome.all()).isZero();
      assertThat(Files.readAllLines(told)).isSubsetOf(recorded().keySet());
      assertThat(recorded()).containsAllEntriesOf(before);
      assertThat(recorded().values()).as("each once").containsOnly(1);
      assertThat(Files.readAllLines(Path.of(results(), "s/00000/result.json")))
          .as("files are made whole, too")
          .hasSize(5_000);
      assertAllEndedWell(2);
    }
  }

  @Test
  void trialsAreNotBlamedForCheckpointsThatFindNoSpace() throws Exception {
    String yaml =
        "s: {run: synthetic, num_samples: 6, checkpoint: {frequency: 1, num_to_keep: 9},"
            + " config: {iterations: 4, checkpoint_bytes: 8000000}}";
    try (SmallDisk disk = disk(6)) {
      assertFull(Cli.run("run", "-q", file(yaml), "--results", results()));
      disk.resize(128);
      Cli.Outcome outcome = Cli.run("resume", "-q", "s", "--results", results());
      assertThat(outcome.code()).as(outcome.all()).isZero();
      assertAllEndedWell(6);
    }
  }

  private SmallDisk disk(int mib) throws Exception {
    return new SmallDisk(Files.createDirectory(folder.resolve("disk")), mib);
  }

  private String results() {
    return folder.resolve("disk/results").toString();
  }

  private String file(String yaml) throws Exception {
    return Files.writeString(folder.resolve("s.yaml"), yaml).toString();
  }

  private void assertFull(Cli.Outcome outcome) {
    assertThat(outcome.code()).as(outcome.all()).isEqualTo(ExitCode.INTERNAL);
    assertThat(outcome.err())
        .contains("no space is left on its disk")
        .contains(results())
        .contains("tune resume")
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
  }

  private Map<String, Integer> recorded() {
    return StoredSweep.results(Path.of(results()));
  }

  private void assertAllEndedWell(int trials) {
    List<Trial> found = new java.util.ArrayList<>();
    try (ResultsDb db = ResultsDb.open(Path.of(results()))) {
      db.forEachTrial("s", found::add);
    }
    assertThat(found)
        .hasSize(trials)
        .allSatisfy(
            trial -> {
              assertThat(trial.status()).isEqualTo(TrialStatus.TERMINATED);
              assertThat(trial.failures()).isZero();
            });
  }
}
