package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands, as a person or a script meets them: one small sweep is run, then looked at. */
final class CommandLineTest {
  private static final String QUADRATIC = "../examples/quadratic.yaml";
  private static final String BROKEN = "../examples/broken.yaml";

  @TempDir private static Path results;

  private static Cli.Outcome run;

  @BeforeAll
  static void runASweep() {
    run = tune("run", "-q", QUADRATIC);
  }

  @Test
  void aRunEndsWithTheBestTrialItsConfigAndAQuery() {
    assertThat(run.code()).as(run.all()).isZero();
    assertThat(run.out())
        .contains("quadratic: 24 ended well, 0 in error")
        .contains("Best trial: number 10, loss 0.048")
        .contains("  momentum: 0.9")
        .containsPattern("(?m)^  lr: 0\\.\\d+$")
        .contains("sql --results " + results)
        .contains("select number, status, config_lr, config_momentum, best_value, timesteps_total");
  }

  @Test
  void theQueryThatARunProposesWorks() {
    String proposed = run.out().substring(run.out().indexOf("\"select") + 1);
    Cli.Outcome answer =
        tune("sql", "--format", "csv", proposed.substring(0, proposed.indexOf('"')));

    assertThat(answer.code()).as(answer.all()).isZero();
    assertThat(answer.out().lines()).hasSize(25);
    assertThat(answer.out().lines().skip(1).findFirst().orElse("")).startsWith("10,TERMINATED,");
  }

  @Test
  void aMetricThatNobodyReportsIsNamed(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            misspelt:
              run: synthetic
              metric: los
              mode: min
              stop: {training_iteration: 2}
            """);
    Cli.Outcome outcome = plain("run", "-q", "--results", folder.toString(), file.toString());

    assertThat(outcome.out())
        .contains("metric los was never reported; trials reported: ")
        .contains("Maybe use loss.")
        .doesNotContain("metric training_iteration");
    assertThat(run.out()).doesNotContain("never reported");
  }

  @ParameterizedTest
  @CsvSource({"rnu, run", "lss, ls", "validat, validate"})
  void anUnknownCommandIsAnsweredWithTheNearest(String typed, String known) {
    Cli.Outcome outcome = plain(typed, "a.yaml");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .isEqualTo("there is no command %s\n  Maybe use %s.\n".formatted(typed, known));
  }

  @Test
  void helpTakesACommand() {
    assertThat(plain("help", "run").out()).isEqualTo(plain("run", "--help").out());
  }

  @Test
  void whatNeverEndsIsWarnedOf(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("s.yaml"), "endless: {run: DQN, env: CartPole-v1}");
    assertThat(plain("validate", file.toString()).out()).contains("DQN goes on for ever");
    assertThat(plain("validate", QUADRATIC).out()).doesNotContain("for ever");
  }

  @Test
  void aTakenNameIsSaidToBeTaken(@TempDir Path again) {
    String[] args = {"run", "--results", again.toString(), QUADRATIC};
    assertThat(plain(args).out()).startsWith("quadratic: 24 trials of synthetic");
    assertThat(plain(args).out())
        .startsWith(
            "quadratic exists in %s; this run is quadratic-2%n".formatted(again)
                + "quadratic-2: 24 trials of synthetic");
  }

  @Test
  void aFinishedSweepHasNothingToResume() {
    Cli.Outcome outcome = tune("resume", "quadratic");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).isEqualTo("quadratic: nothing to do, all 24 trials have ended\n");
  }

  @Test
  void resumeWithAFileGoesOnInAnotherSpace(@TempDir Path folder) throws IOException {
    String yaml =
        "g: {run: synthetic, seed: 1, config: {iterations: 1, lr: {grid_search: [%s]}}}\n";
    Path file = Files.writeString(folder.resolve("g.yaml"), yaml.formatted("1e-3, 1e-2"));
    String[] resume = {
      "resume", "g", "-q", "--results", folder.toString(), "--file", file.toString()
    };
    plain("run", "-q", "--results", folder.toString(), file.toString());
    Files.writeString(file, yaml.formatted("1e-4, 1e-3, 1e-2"));
    Cli.Outcome outcome = plain(resume);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).contains("g: 3 ended well, 0 in error");

    Files.writeString(file, yaml.formatted("1e-4").replace("seed: 1", "seed: 2, max_failures: 1"));
    Cli.Outcome refused = plain(resume);
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains("resume: g: seed: must stay 1 (2)")
        .contains("resume: g: max_failures: must stay as it is (not there)");
    Files.delete(file);
    assertThat(plain(resume).err()).contains("there is no such file");
  }

  @Test
  void lsListsTheSweepWithItsCounts() {
    assertThat(tune("ls", "--format", "csv").out())
        .startsWith("name,status,trials,ended_well,in_error,metric,best_value")
        .contains("quadratic,FINISHED,24,24,0,loss,0.048");
  }

  @Test
  void showTellsTrialsApartByWhatVaries() {
    Cli.Outcome shown = tune("show", "quadratic");

    assertThat(shown.out())
        .contains("quadratic: FINISHED, all trials have ended")
        .contains("config_lr  config_momentum")
        .doesNotContain("config_iterations");
    assertThat(tune("show", "quadratic", "--format", "csv").out()).contains("config_iterations");
  }

  @Test
  void bestShowsOneTrialUpright() {
    assertThat(tune("best", "quadratic").out())
        .containsPattern("(?m)^number +10$")
        .containsPattern("(?m)^config_momentum +0\\.9$");
    assertThat(tune("best", "quadratic", "--format", "json").out()).contains("\"number\": 10");
  }

  @Test
  void logsAreReadFromTheFolderWhenThereIsNoServer() throws IOException {
    Files.writeString(results.resolve("quadratic/00003/stdout"), "hello\n");

    for (String name : new String[] {"quadratic_00003", "quadratic"}) {
      Cli.Outcome outcome = tune("logs", "-f", name); // the sweep has ended
      assertThat(outcome.code()).as(outcome.all()).isZero();
      assertThat(outcome.out()).endsWith("hello\n");
    }
    assertThat(tune("logs", "quadratc").err()).contains("Maybe use quadratic.");
    assertThat(tune("logs", "quadratic_00099").err()).contains("no trial quadratic_00099");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "best", "resume"})
  void anUnknownSweepIsAnsweredWithTheNearestName(String command) {
    Cli.Outcome outcome = tune(command, "quadratc");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("no sweep quadratc").contains("Maybe use quadratic.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from trial",
        "drop table trial",
        "call 1",
        "select file_read('/etc/passwd')",
        "select 1; select 2",
        "selec",
        ""
      })
  void whatIsNoQueryIsRefused(String query) {
    Cli.Outcome outcome = tune("sql", query);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("sql: ");
    assertNoStackTrace(outcome);
  }

  @Test
  void tenMistakesAreTenProblemsWithTheirPlaces() {
    for (String command : new String[] {"run", "validate"}) {
      Cli.Outcome outcome = command.equals("run") ? tune("run", BROKEN) : plain("validate", BROKEN);

      assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.err().lines().filter(line -> line.matches("  at .*broken.yaml:\\d+:\\d+")))
          .as(outcome.all())
          .hasSize(10);
      assertNoStackTrace(outcome);
    }
    assertThat(tune("sql", "--format", "csv", "select count(*) from sweep").out().lines())
        .endsWith("1");
  }

  @Test
  void validatePrintsThePlanAndStartsNothing() {
    Cli.Outcome outcome = plain("validate", QUADRATIC);

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("quadratic: valid")
        .contains("24: grid of config.momentum (3), 8 samples")
        .contains("resources    1 CPU for the first trial\n")
        .contains("stops at     training_iteration >= 20\n");
  }

  @Test
  void validateRefusesWhatRunWouldRefuse() {
    for (String command : new String[] {"run", "validate"}) {
      Cli.Outcome outcome =
          command.equals("run")
              ? tune("run", "--cpus", "0.5", QUADRATIC)
              : plain("validate", "--cpus", "0.5", QUADRATIC);

      assertThat(outcome.code()).as(outcome.all()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.err())
          .contains("resources_per_trial: no member has 1 CPU (there is 0.5 CPU");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "run",
    "run nowhere.yaml",
    "run --results ../examples/quadratic.yaml ../examples/quadratic.yaml",
    "run --results ../examples/quadratic.yaml/x ../examples/quadratic.yaml",
    "run --cpus -1 ../examples/quadratic.yaml",
    "run --cpus many ../examples/quadratic.yaml",
    "run --gpus 0.5 ../examples/quadratic.yaml",
    "run --memory much ../examples/quadratic.yaml",
    "run --resource licence ../examples/quadratic.yaml",
    "run --join 10.0.0.5:port ../examples/quadratic.yaml",
    "resume",
    "ls --format xml",
    "lss",
    "--nonsense"
  })
  void wrongUsageHasItsExitCode(String line) {
    Cli.Outcome outcome = plain(line.split(" "));

    assertThat(outcome.code()).as(outcome.all()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).isNotBlank();
    assertNoStackTrace(outcome);
  }

  @Test
  void aFolderWithoutADatabaseIsSaidToHaveNone(@TempDir Path empty) {
    for (String command : new String[] {"ls", "show x", "best x", "sql select"}) {
      Cli.Outcome outcome = plain((command + " --results " + empty.resolve("nothing")).split(" "));

      assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.err()).contains("has no database");
    }
    assertThat(empty.resolve("nothing")).doesNotExist();
  }

  @Test
  void helpNamesEveryCommandAndExitCode() {
    assertThat(plain("--help").out())
        .contains("run", "validate", "resume", "ls", "show", "best", "sql")
        .contains("server", "worker", "submit", "status", "logs", "stop")
        .contains("130", "70");
    assertThat(plain("--version").out()).startsWith("tune4j ");
  }

  private static void assertNoStackTrace(Cli.Outcome outcome) {
    assertThat(outcome.all()).doesNotContain("\tat ").doesNotContain("Exception");
  }

  private static Cli.Outcome tune(String... args) {
    return plain(
        Stream.concat(Arrays.stream(args), Stream.of("--results", results.toString()))
            .toArray(String[]::new));
  }

  private static Cli.Outcome plain(String... args) {
    return Cli.run(args);
  }
}
