package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
}
