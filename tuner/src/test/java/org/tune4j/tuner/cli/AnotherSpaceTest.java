package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.SweepRow;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.Json;

/** {@code tune resume --file}. */
final class AnotherSpaceTest {
  private static final String SWEEP =
      """
      s:
        run: synthetic
        num_samples: %d
        search_alg: tpe
        stop: {training_iteration: 1}
        config: {lr: {uniform: %s}}
      """;

  @TempDir Path folder;

  private Cli.Outcome tune(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--results";
    all[args.length + 1] = folder.resolve("results").toString();
    return Cli.run(all);
  }

  private String file(int samples, String lr) throws IOException {
    return Files.writeString(folder.resolve("s.yaml"), SWEEP.formatted(samples, lr)).toString();
  }

  @Test
  void aSweepThatWasKilledBeforeItWasWidenedGoesOn() throws IOException {
    assertThat(tune("run", "-q", file(3, "[0.1, 1]")).code()).isZero();
    assertThat(tune("resume", "s").out()).contains("nothing to do, all 3 trials have ended");
    String after = SWEEP.formatted(5, "[0.1, 2]");
    try (ResultsDb db = ResultsDb.open(folder.resolve("results"))) { // its last step before
      SweepRow row = db.sweep("s");
      assertThat(row).isNotNull();
      db.rewrite(
          row,
          SweepFile.parse(after, "s.yaml", TrainableRegistry.load()).get(0).yaml(),
          Json.write(Map.of("earlier_yaml", List.of(row.yaml()))));
    }
    assertThat(tune("ls").out()).contains("INTERRUPTED");
    Cli.Outcome resumed = tune("resume", "s", "-q");
    assertThat(resumed.out()).as(resumed.all()).contains("s: 5 ended well");
    assertThat(tune("resume", "s").out()).contains("nothing to do, all 5 trials have ended");
  }

  @Test
  void aResumeThatIsRefusedLeavesTheSweepAsItWas() throws IOException {
    assertThat(tune("run", "-q", file(2, "[0.1, 1]")).code()).isZero();
    assertThat(tune("resume", "s", "-q", "--num-samples", "5").code()).isZero();
    String shown = tune("show", "s").out();
    Cli.Outcome refused =
        tune("resume", "s", "-q", "--file", file(3, "[0.1, 2]"), "--num-samples", "4");
    assertThat(refused.code()).as(refused.all()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("num_samples must not be less than before (4; it was 5)");
    assertThat(tune("show", "s").out()).isEqualTo(shown);
    assertThat(tune("resume", "s").out()).contains("nothing to do, all 5 trials have ended");
  }

  private String population(String scheduler, int samples, String lr) throws IOException {
    String sweep =
        """
        s:
          run: synthetic
          metric: loss
          mode: min
          num_samples: %d
          scheduler: %s
          stop: {training_iteration: 2}
          config: {lr: %s}
        """;
    Path file = folder.resolve("s.yaml");
    return Files.writeString(file, sweep.formatted(samples, scheduler, lr)).toString();
  }

  /** They would clamp the new values to the space that they were made for. */
  @ParameterizedTest
  @ValueSource(strings = {"pbt", "pb2", "{type: patience, patience: 2, scheduler: pbt}"})
  void aPopulationStaysInItsSpace(String scheduler) throws IOException {
    String lr = "{uniform: [0.1, 1]}";
    assertThat(tune("run", "-q", population(scheduler, 2, lr)).code()).isZero();
    Cli.Outcome wider =
        tune("resume", "s", "-q", "--file", population(scheduler, 2, "{uniform: [0.1, 2]}"));
    assertThat(wider.code()).as(wider.all()).isEqualTo(ExitCode.USAGE);
    assertThat(wider.err())
        .contains(
            "resume: s: config: must stay as it is, because "
                + (scheduler.equals("pb2") ? "pb2" : "pbt")
                + " goes on in the space that it began with")
        .contains("Maybe begin a new sweep with tune run.");
    Cli.Outcome endless = tune("resume", "s", "-q", "--num-samples", "-1");
    assertThat(endless.code()).as(endless.all()).isEqualTo(ExitCode.USAGE);
    assertThat(endless.err()).contains("resume: s: num_samples must have an end, because of p");
    Cli.Outcome more = tune("resume", "s", "-q", "--file", population(scheduler, 3, lr));
    assertThat(more.out()).as(more.all()).contains("s: 3 ended well");
  }

  @Test
  void aPolicyIsReplayedByOneTrial() throws IOException {
    String scheduler = "{type: pbt_replay, policy: [{training_iteration: 1, config: {lr: 0.2}}]}";
    assertThat(tune("run", "-q", population(scheduler, 1, "0.1")).code()).isZero();
    Cli.Outcome two = tune("resume", "s", "-q", "--num-samples", "2");
    assertThat(two.code()).as(two.all()).isEqualTo(ExitCode.USAGE);
    assertThat(two.err()).contains("resume: s: num_samples must stay 1, because of pbt_replay (2)");
    Cli.Outcome other = tune("resume", "s", "-q", "--file", population(scheduler, 1, "0.3"));
    assertThat(other.code()).as(other.all()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("because pbt_replay goes on in the space that it began with");
  }
}
