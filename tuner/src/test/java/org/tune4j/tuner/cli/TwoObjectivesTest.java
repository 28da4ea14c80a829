package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep with two objectives and a bound on the command line. */
final class TwoObjectivesTest {
  private static final String FILE = "../examples/two-objectives.yaml";

  @TempDir private static Path results;

  private static Cli.Outcome run;

  @BeforeAll
  static void runASweep() {
    run = Cli.run("run", "-q", "--results", results.toString(), FILE);
  }

  private static Cli.Outcome tune(String command, String... args) {
    String[] all = new String[args.length + 3];
    all[0] = command;
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--results";
    all[args.length + 2] = results.toString();
    return Cli.run(all);
  }

  @Test
  void aRunEndsWithTheFront() {
    assertThat(run.code()).as(run.all()).isZero();
    assertThat(run.out())
        .contains("two-objectives: 60 ended well, 0 in error")
        .containsPattern("\\d+ trials are beaten by no other in loss, min; cost, min:")
        .containsPattern("(?m)^  number +config_lr +config_momentum +loss +cost *$")
        .containsPattern(
            "\\./tune sql .* 'select number, config_lr.* from two_objectives_pareto .*'")
        .doesNotContain("Best trial");
  }

  @Test
  void bestShowsTheWholeFront() {
    Cli.Outcome best = tune("best", "two-objectives");
    assertThat(best.code()).as(best.all()).isZero();
    assertThat(best.out())
        .containsPattern("(?m)^number +config_lr +config_momentum +loss +cost *$");
    long front = tune("best", "two-objectives", "--format", "csv").out().lines().count() - 1;
    assertThat(front).isGreaterThan(2).isLessThan(60);
    assertThat(tune("sql", "--format", "csv", "select count(*) from two_objectives_pareto").out())
        .containsPattern("(?m)^" + front + "$");
    assertThat(run.out()).contains(front + " trials are beaten by no other");
  }

  @Test
  void noTrialOfTheFrontBreaksTheBound() {
    assertThat(
            tune("sql", "--format", "csv", "select max(loss) <= 0.4 from two_objectives_pareto")
                .out())
        .containsIgnoringCase("true");
    assertThat(
            tune(
                    "sql",
                    "--format",
                    "csv",
                    "select count(*) > 0 from two_objectives_trials where violation > 0")
                .out())
        .containsIgnoringCase("true");
  }

  @Test
  void objectivesAndBoundsAreNamed() {
    assertThat(tune("show", "two-objectives").out())
        .contains("objectives: loss, min; cost, min\nbounds: loss <= 0.4\n")
        .contains("violation");
    assertThat(Cli.run("validate", FILE).out())
        .contains("  objectives   loss, min; cost, min\n  bounds       loss <= 0.4\n");
  }

  @Test
  void whereNothingKeepsToTheBoundsThereIsNoBest(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            strict: {run: synthetic, metric_bounds: {loss: {max: -1}}, stop: {training_iteration: 2}}
            wide: {run: synthetic, metric_bounds: {loss: {max: 9}, score: {min: -9}}}
            """);
    String in = folder.resolve("results").toString();
    assertThat(Cli.run("run", "-q", "--results", in, file.toString()).out())
        .containsPattern(
            "strict: 1 ended well.*\\RNo trial keeps to its bounds \\(loss <= -1\\)\\R")
        .containsPattern("wide: 1 ended well.*\\RBest trial: ")
        .containsOnlyOnce("No trial keeps");
    Cli.Outcome best = Cli.run("best", "strict", "--results", in);
    assertThat(best.code()).isEqualTo(ExitCode.USAGE);
    assertThat(best.err())
        .contains("no trial has a value of its metric yet and keeps to its bounds (loss <= -1)");
    assertThat(Cli.run("best", "wide", "--results", in).out()).contains("best_value");
  }
}
