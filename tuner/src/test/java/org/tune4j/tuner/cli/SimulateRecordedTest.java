package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.results.Batch;
import org.tune4j.results.NewSweep;
import org.tune4j.results.ResultsDb;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/** {@code tune simulate --recorded}: what another scheduler would have saved. */
final class SimulateRecordedTest {
  private static final String PAST =
      """
      past:
        run: synthetic
        metric: loss
        mode: min
        seed: 7
        num_samples: 27
        stop: {training_iteration: 9}
        config:
          lr: {loguniform: [1e-5, 1e-1]}
      """;

  @TempDir private static Path results;
  @TempDir private static Path files;

  private static String file;

  @BeforeAll
  static void runASweep() throws IOException {
    file = Files.writeString(files.resolve("past.yaml"), PAST).toString();
    Cli.Outcome run = Cli.run("run", "-q", "--cpus", "8", "--results", results.toString(), file);
    assertThat(run.code()).as(run.all()).isZero();
  }

  private static Cli.Outcome simulate(String... args) {
    return Cli.run(
        Stream.concat(
                Stream.of(
                    "simulate", "--results", results.toString(), "--cpus", "4", "--gpus", "0"),
                Stream.of(args))
            .toArray(String[]::new));
  }

  @Test
  void aRecordedSweepIsSimulatedAsItWas() {
    Cli.Outcome outcome = simulate("--recorded", "past", "--format", "csv");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out().lines().skip(1).findFirst().orElseThrow())
        .startsWith("past,fifo,27,27,0,243,");
  }

  @Test
  void itSaysWhatAshaWouldHaveSaved() throws IOException {
    Cli.Outcome outcome =
        simulate(
            "--recorded", "past", "--scheduler", "{type: asha, max_t: 9, reduction_factor: 3}");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("past: simulated with asha on 1 member with 4 CPU")
        .containsPattern("  FIFO +243 iterations, [0-9.e-]+ s; saved \\d\\d % of the iterations")
        .contains("  curves       27 recorded by past\n");
  }

  @Test
  void theValuesAreThoseThatWereReported() {
    Cli.Outcome best = Cli.run("best", "past", "--results", results.toString(), "--format", "csv");
    Cli.Outcome outcome = simulate("--recorded", "past", "--format", "csv");
    String value = outcome.out().lines().skip(1).findFirst().orElseThrow().split(",")[9];
    assertThat(best.out()).contains(value);
  }

  @Test
  void aFileMayUseTheCurvesOfARecordedSweep() throws IOException {
    Cli.Outcome outcome =
        simulate(file, "--recorded", "past", "--scheduler", "{type: asha, max_t: 9}");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).contains("  FIFO         243 iterations");
  }

  @Test
  void curvesThatWereCutShortAreCounted() throws IOException {
    String longer =
        Files.writeString(
                files.resolve("longer.yaml"),
                PAST.replace("training_iteration: 9", "training_iteration: 20"))
            .toString();
    Cli.Outcome outcome = simulate(longer, "--recorded", "past");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("27 recorded by past; 27 were cut short there, and nobody knows what came after");
  }

  @Test
  void otherConfigsHaveNoCurves() throws IOException {
    String other =
        Files.writeString(files.resolve("other.yaml"), PAST.replace("seed: 7", "seed: 8"))
            .toString();
    Cli.Outcome outcome = simulate(other, "--recorded", "past");
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .isEqualTo(
            "--recorded: no trial of past has the config of one of past\n"
                + "  Maybe leave the file out.\n");
  }

  /** It would be tried again for ever: no time passes until it fails. */
  @Test
  void aConfigThatWasNotRecordedIsTriedOnce() throws IOException {
    String more =
        Files.writeString(
                files.resolve("more.yaml"),
                PAST.replace("num_samples: 27", "num_samples: 28\n  max_failures: -1"))
            .toString();
    Cli.Outcome outcome = simulate(more, "--recorded", "past");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).contains("  errors       1 trials end in error\n");
  }

  /** More than the happenings after which a sweep without an end is given up. */
  @Test
  void theTrialsOfASweepWithoutAnEndComeToOne() {
    String yaml =
        PAST.replace("past:", "endless:")
            .replace("num_samples: 27", "num_samples: -1")
            .replace(
                "stop: {training_iteration: 9}",
                "stop: [{iterations: 600000}, {target: {metric: loss, at_most: 0.0001, trials:"
                    + " 1}}]");
    record("endless", yaml, List.of(id -> List.of(result(id, 600_000, 0.5))));
    Cli.Outcome outcome = simulate("--recorded", "endless");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("  total        600,000 iterations")
        .doesNotContain("unfinished");
  }

  /** It was resumed with more trials: its scheduler counts on all that there are. */
  @Test
  void aSweepThatGrewIsSimulatedWithAllItsTrials() {
    List<Function<String, List<Result>>> curves = new ArrayList<>();
    for (int number = 0; number < 27; number++) {
      double loss = number; // the first nine are the best
      curves.add(
          id ->
              IntStream.rangeClosed(1, 9)
                  .mapToObj(iteration -> result(id, iteration, loss))
                  .toList());
    }
    String yaml = PAST.replace("past:", "grown:");
    record("grown", yaml.replace("num_samples: 27", "num_samples: 9"), curves);
    record("whole", yaml, curves);
    String scheduler = "{type: asha, max_t: 9, reduction_factor: 3, variant: promotion}";
    Cli.Outcome grown =
        simulate("--recorded", "grown", "--scheduler", scheduler, "--format", "csv");
    Cli.Outcome whole =
        simulate("--recorded", "whole", "--scheduler", scheduler, "--format", "csv");
    assertThat(grown.code()).as(grown.all()).isZero();
    assertThat(grown.out().replace("grown", "whole")).isEqualTo(whole.out());
  }

  /** The first trial reported nothing, and the others had grown when they ended. */
  @Test
  void trialsKeepTheirNumbersAndWhatTheyAskForByThemselves() {
    List<Function<String, List<Result>>> curves =
        List.of(
            id -> List.of(), id -> List.of(result(id, 9, 1)), id -> List.of(result(id, 9, 0.5)));
    String yaml =
        PAST.replace("past:", "large:")
            .replace("num_samples: 27", "num_samples: 3\n  scheduler: resource_changing");
    record("large", yaml, new Resources(64, 0), curves);
    Cli.Outcome outcome = simulate("--recorded", "large");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("  best         loss 0.5 (trial 2)")
        .contains("  total        18 iterations, 9 s\n")
        .doesNotContain("cut short"); // no result says so, but the trials do
    assertThat(simulate("--recorded", "large", "--format", "csv").out()).contains(",0.5,2,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: pbt, perturbation_interval: 3, hyperparam_mutations: {lr: [0.1, 0.01]}}",
        "{type: patience, patience: 3, scheduler: {type: pbt, perturbation_interval: 3,"
            + " hyperparam_mutations: {lr: [0.1, 0.01]}}}"
      })
  void schedulersThatChangeConfigsAreRefused(String scheduler) {
    for (String[] args :
        List.of(
            new String[] {"--recorded", "past", "--scheduler", scheduler},
            new String[] {file, "--recorded", "past", "--scheduler", scheduler})) {
      Cli.Outcome outcome = simulate(args);
      assertThat(outcome.code()).as(outcome.all()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.err())
          .isEqualTo(
              "--recorded: sweep past: scheduler: trials of pbt change their configs, and nobody"
                  + " recorded what they would report then\n"
                  + "  Maybe say --scheduler asha, or leave --recorded out.\n");
    }
  }

  @Test
  void aSweepThatWasRecordedWithSuchOneSaysSo() throws IOException {
    String pbt =
        Files.writeString(
                files.resolve("pbt.yaml"),
                PAST.replace("past:", "mixed:").replace("num_samples: 27", "num_samples: 3")
                    + "  scheduler: {type: pbt, perturbation_interval: 3,"
                    + " hyperparam_mutations: {lr: [0.1, 0.01]}}\n")
            .toString();
    Cli.Outcome run = Cli.run("run", "-q", "--cpus", "8", "--results", results.toString(), pbt);
    assertThat(run.code()).as(run.all()).isZero();
    Cli.Outcome outcome = simulate("--recorded", "mixed", "--scheduler", "fifo");
    assertThat(outcome.out())
        .contains(
            "  note         mixed was recorded with pbt: a curve is what its trial reported with"
                + " all its configs\n");
  }

  /** It was run twice: which one is meant, its name says. */
  @Test
  void theNameIsThatOfTheRecordedSweep() {
    Cli.Outcome run = Cli.run("run", "-q", "--cpus", "8", "--results", results.toString(), file);
    assertThat(run.code()).as(run.all()).isZero();
    assertThat(simulate("--recorded", "past-2").out()).startsWith("past-2: simulated with fifo");
    assertThat(simulate("--recorded", "past-2", "--format", "csv").out())
        .contains("\npast-2,fifo,27,");
  }

  @Test
  void aNameThatIsNotThereIsAnsweredWithTheNearest() {
    Cli.Outcome outcome = simulate("--recorded", "pest");
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("Maybe use past.");
  }

  @Test
  void nothingIsWritten() throws IOException {
    Map<String, FileTime> before = written();
    assertThat(simulate("--recorded", "past", "--scheduler", "asha").code()).isZero();
    assertThat(written()).isEqualTo(before);
  }

  /** Puts a sweep into the results folder as if its trials had reported that. */
  private static void record(
      String name, String yaml, List<Function<String, List<Result>>> curves) {
    record(name, yaml, Resources.ONE_CPU, curves);
  }

  private static void record(
      String name, String yaml, Resources each, List<Function<String, List<Result>>> curves) {
    PlacementGroup group = PlacementGroup.of(each);
    Instant at = Instant.EPOCH;
    List<SweepEvent.Recorded> events = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    for (int number = 0; number < curves.size(); number++) {
      Config config = Config.of(Map.of("lr", 0.1));
      trials.add(
          Trial.proposed(name, number, "synthetic", config, 1, group, at)
              .ended(TrialStatus.TERMINATED, "the trainable was done", null, at));
      for (Result result : curves.get(number).apply(Trial.id(name, number))) {
        events.add(new SweepEvent.Recorded(events.size() + 1, at, new SweepEvent.Reported(result)));
      }
    }
    try (ResultsDb db = ResultsDb.open(results)) {
      db.createSweep(new NewSweep(name, yaml, 7, null, at, "{}"));
      db.append(name, Batch.of(events, trials, events.size()));
    }
  }

  /** After so many iterations of a second each. */
  private static Result result(String trial, int iteration, double loss) {
    return new Result(
        trial, 1, iteration, 0, 0, iteration, new TreeMap<>(Map.of("loss", loss)), null, false);
  }

  private static Map<String, FileTime> written() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> all = Files.walk(results)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        times.put(path.toString(), Files.getLastModifiedTime(path));
      }
    }
    return times;
  }
}
