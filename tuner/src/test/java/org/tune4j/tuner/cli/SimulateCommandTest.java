package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.sim.Curves;
import org.tune4j.tuner.sim.SimulatedSweep;
import org.tune4j.tuner.spec.SweepFile;

/** {@code tune simulate} with invented curves. */
final class SimulateCommandTest {
  private static final String HALVING =
      """
      halving:
        run: synthetic
        metric: loss
        mode: min
        seed: 7
        num_samples: 81
        scheduler: {type: asha, max_t: 81, reduction_factor: 3}
        stop: {training_iteration: 81}
        config:
          lr: {loguniform: [1e-5, 1e-1]}
      """;

  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("sweep.yaml"), text).toString();
  }

  private static Cli.Outcome simulate(String... args) {
    return Cli.run(
        Stream.concat(
                Stream.of("simulate", "--cpus", "8", "--gpus", "0", "--memory", "8GB"),
                Stream.of(args))
            .toArray(String[]::new));
  }

  /** The values of one row of CSV by their columns. */
  private static String cell(Cli.Outcome outcome, int row, String column) {
    List<String> lines = outcome.out().lines().toList();
    int at = List.of(lines.getFirst().split(",", -1)).indexOf(column);
    return lines.get(1 + row).split(",", -1)[at];
  }

  @Test
  void aTrialMayLieOnSeveralMembers() throws IOException {
    String spread =
        HALVING
            + "  resources_per_trial: {bundles: [{cpu: 8}, {cpu: 8}], strategy: STRICT_SPREAD}\n";
    assertThat(simulate(file(spread), "--members", "2").code()).isZero();
    assertThat(simulate(file(spread)).code()).isEqualTo(2);
  }

  @Test
  void itSaysHowFarTrialsRunHowLongItTakesAndWhatIsSaved() throws IOException {
    Cli.Outcome outcome =
        simulate(file(HALVING), "--members", "2", "--seconds-per-iteration", "10");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    Golden.assertMatches("simulate.txt", outcome.out());
  }

  @Test
  void aSchedulerThatPausesIsSaidToKeepSlotsIdle() throws IOException {
    Cli.Outcome outcome =
        simulate(file(HALVING), "--scheduler", "{type: hyperband, max_t: 81}", "--members", "2");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    Golden.assertMatches("simulate-hyperband.txt", outcome.out());
  }

  @Test
  void programsGetARowForEachSweepAndScheduler() throws IOException {
    Cli.Outcome outcome =
        simulate(file(HALVING + HALVING.replace("halving:", "other:")), "--format", "csv");
    assertThat(outcome.out().lines())
        .hasSize(5)
        .first()
        .isEqualTo(
            "sweep,scheduler,trials,ended_well,errors,iterations,seconds,saved_iterations,"
                + "saved_seconds,best_value,best_number,idle_share,idle_start,idle_middle,"
                + "idle_tail,idle_while_paused,attempts,lost");
    assertThat(cell(outcome, 0, "scheduler")).isEqualTo("asha");
    assertThat(cell(outcome, 1, "scheduler")).isEqualTo("fifo");
    assertThat(cell(outcome, 2, "sweep")).isEqualTo("other");
    assertThat(cell(outcome, 1, "iterations")).isEqualTo("6561");
    assertThat(Double.parseDouble(cell(outcome, 0, "saved_iterations"))).isBetween(0.85, 0.98);
  }

  /** All of it can be computed by hand: 24 trials of 20 iterations on 8 CPUs. */
  @Test
  void withoutASchedulerItIsArithmetic() {
    Cli.Outcome outcome = simulate("../examples/quadratic.yaml", "--format", "csv");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out().lines()).hasSize(2);
    assertThat(cell(outcome, 0, "iterations")).isEqualTo("480");
    assertThat(Double.parseDouble(cell(outcome, 0, "seconds"))).isEqualTo(60);
    assertThat(Double.parseDouble(cell(outcome, 0, "idle_share"))).isZero();
  }

  @Test
  void anotherSeedInventsOtherCurvesAndTheSameOneTheSame() throws IOException {
    String file = file(HALVING);
    assertThat(simulate(file).out()).isEqualTo(simulate(file).out());
    assertThat(simulate(file, "--seed", "8").out()).isNotEqualTo(simulate(file).out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stop: {training_iteration: 12}   | 96",
        "stop: {time_total_s: 24}         | 96",
        "stop: {timesteps_total: 1000000} | 800",
        "scheduler: {type: asha, max_t: 9, metric: x, mode: max} | 72",
        "max_failures: 0                  | 800"
      })
  void trialsAreAsLongAsTheSweepSays(String keys, String fifo) throws IOException {
    Cli.Outcome outcome =
        simulate(
            file("s:\n  run: command\n  command: [x]\n  seed: 1\n  num_samples: 8\n  " + keys),
            "--seconds-per-iteration",
            "2",
            "--format",
            "csv");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    int last = (int) outcome.out().lines().count() - 2;
    assertThat(cell(outcome, last, "iterations")).isEqualTo(fifo);
  }

  /** The sweep has no objective: what it wraps says what it judges by, and by which age. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: resource_changing, scheduler: {type: asha, metric: cost, mode: min, max_t: 81}}",
        "{type: resource_changing, scheduler: {type: asha, metric: cost, mode: min,"
            + " time_attr: timesteps_total, max_t: 81000, grace_period: 500}}",
        "{type: resource_changing, scheduler: {type: asha, metric: cost, mode: min,"
            + " time_attr: epoch, max_t: 81}}",
        "{type: patience, metric: loss, mode: min, patience: 1, scheduler:"
            + " {type: asha, metric: cost, mode: min, max_t: 81}}"
      })
  void whatASchedulerWrapsIsShownWhatItJudgesBy(String scheduler) throws IOException {
    Cli.Outcome outcome =
        simulate(
            file(
                HALVING
                    .replace("run: synthetic", "run: command\n  command: [x]")
                    .replace("  metric: loss\n  mode: min\n", "")
                    .replace("{type: asha, max_t: 81, reduction_factor: 3}", scheduler)
                    .replace("  stop: {training_iteration: 81}\n", "")),
            "--format",
            "csv");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(Double.parseDouble(cell(outcome, 0, "saved_iterations")))
        .as("more than max_t saves of 100")
        .isGreaterThan(0.3);
  }

  @Test
  void aTrialIsAsLongAsTheMaxTOfWhatAnotherWraps() throws IOException {
    String wraps = "{type: patience, patience: 9, scheduler: {type: asha, max_t: 27}}";
    String file =
        HALVING
            .replace("{type: asha, max_t: 81, reduction_factor: 3}", wraps)
            .replace("  stop: {training_iteration: 81}\n", "");
    assertThat(simulate(file(file)).out()).contains("invented, 27 iterations of 1 s each (max_t)");
  }

  private static final String COMMAND =
      """
      s:
        run: command
        command: [x]
        metric: loss
        mode: min
        seed: 7
        num_samples: 8
        stop: {training_iteration: 40}
        config: {lr: {loguniform: [1e-5, 1e-1]}}
      """;

  /** Nobody pauses, so who exploits finds only what trials save by themselves. */
  @Test
  void aPopulationOfCommandsExploits() throws IOException {
    Cli.Outcome outcome =
        simulate(
            file(
                COMMAND
                    + "  scheduler: {type: pbt, perturbation_interval: 5,"
                    + " hyperparam_mutations: {lr: {loguniform: [1e-5, 1e-1]}}}\n"),
            "--format",
            "csv");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(Integer.parseInt(cell(outcome, 0, "attempts"))).isGreaterThan(8);
  }

  @Test
  void aCommandDoesNotSaveWhereTheSweepSays() {
    String yaml = COMMAND + "  checkpoint: {frequency: 4, at_end: true}\n";
    Sweep sweep = SweepFile.parse(yaml, "test", TrainableRegistry.load()).getFirst();
    Curves curves = new InventedCurves(sweep, 1, null).curves();
    assertThat(sweep.simulated(curves).saving()).isEqualTo(new SimulatedSweep.Saving(0, false));
  }

  @Test
  void anObjectiveThatStopsTrialsIsReachedBySome() throws IOException {
    Cli.Outcome outcome =
        simulate(
            file(
                """
                s:
                  run: command
                  command: [x]
                  metric: reward
                  mode: max
                  seed: 1
                  num_samples: 200
                  stop: {reward: 150, accuracy: 0.9, training_iteration: 50}
                """
                    + "  config: {x: {uniform: [0, 1]}}\n"),
            "--format",
            "csv");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(Double.parseDouble(cell(outcome, 0, "best_value"))).isBetween(150.0, 180.0);
    assertThat(Long.parseLong(cell(outcome, 0, "iterations"))).isBetween(8_000L, 9_950L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--members 0 | --members: must be from 1 to 100,000 (0)\\n  Maybe say 1.",
        "--seconds-per-iteration 0 | --seconds-per-iteration: must be more than 0 (0.0)\\n"
            + "  Maybe say 0.1.",
        "--iterations 0 | --iterations: must be 1 or more (0)\\n  Maybe say 100.",
        "--scheduler ashs | there is no ashs (there is: ",
        "--scheduler {type:asha,max_t:0} | scheduler",
        "--recorded x --iterations 3 | leave --iterations and --seconds-per-iteration out",
        "--cpus x | --cpus"
      })
  void whatIsWrongIsSaidAndNothingIsSimulated(String args, String said) throws IOException {
    Cli.Outcome outcome =
        simulate(
            Stream.concat(Stream.of(file(HALVING)), Stream.of(args.split(" ")))
                .toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.all()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(said.replace("\\n", "\n"));
  }

  @Test
  void withoutAFileItAsksForOne() {
    Cli.Outcome outcome = simulate();
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("simulate: a sweep file is missing\n  Maybe name one, or");
  }

  @Test
  void aSweepWithoutAnEndIsRefused() throws IOException {
    Cli.Outcome outcome = simulate(file("s: {run: synthetic, num_samples: -1}\n"));
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("sweep s: num_samples: ").contains("Maybe say num_samples");
  }

  /** Invented losses never come that low. */
  @Test
  void aSweepWhoseTargetIsNeverReachedIsGivenUp() throws IOException {
    Cli.Outcome outcome =
        simulate(
            file(
                """
                s:
                  run: synthetic
                  metric: loss
                  mode: min
                  num_samples: -1
                  stop: [{iterations: 9}, {target: {metric: loss, at_most: 0.0001, trials: 1}}]
                  config: {lr: {loguniform: [1e-5, 1e-1]}}
                """));
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).contains("  unfinished   it was given up after 500000 happenings\n");
  }

  @Test
  void numbersAreWrittenTheSameEverywhere() throws IOException {
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.GERMANY);
    try {
      Cli.Outcome outcome =
          simulate(file(HALVING), "--members", "2", "--seconds-per-iteration", "10");
      Golden.assertMatches("simulate.txt", outcome.out());
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
  }

  @Test
  void aTrialThatFitsNoMemberIsRefused() throws IOException {
    Cli.Outcome outcome =
        simulate(file("s: {run: synthetic, resources_per_trial: {cpu: 9}}\n"), "--members", "3");
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("no member has 9 CPU").contains("Maybe ask for less");
  }
}
