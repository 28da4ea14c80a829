package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.tuner.control.ControlServer;
import org.tune4j.tuner.control.ControlServer.ControlSettings;
import org.tune4j.tuner.control.MemoryControl;
import org.tune4j.tuner.grid.Secret;

/** The commands that talk to a server, as a person or a script meets them. */
final class ControlCommandsTest {
  private static final String SECRET = "correct horse battery staple";

  @TempDir private Path results;
  @TempDir private Path files;

  private MemoryControl control;
  private ControlServer server;

  @BeforeEach
  void start() throws IOException {
    control = new MemoryControl(results);
    server =
        ControlServer.start(
            control, results, new ControlSettings("127.0.0.1", 0, Secret.of(SECRET, "test")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void submitHandsAllFilesOver() throws IOException {
    Cli.Outcome outcome =
        tune(
            "submit",
            file("one.yaml", "a:"),
            file("two.yaml", "b:\nc:"),
            "--user",
            "anna",
            "--seed",
            "7");

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            "a: submitted\nb: submitted\nc: submitted\nLook: ./tune status --results %s\n"
                .formatted(results));
    assertThat(control.calls()).containsExactly("submit [a, b, c] for anna, seed 7");
  }

  @Test
  void theUserIsTheOneOfTheProcessUnlessSaidOtherwise() throws IOException {
    tune("submit", file("one.yaml", "a:"));
    assertThat(control.calls())
        .containsExactly("submit [a] for " + System.getProperty("user.name") + ", seed null");
  }

  @Test
  void problemsOfAllFilesAreToldWithTheirPlacesAndNothingIsSubmitted() throws IOException {
    String bad = file("bad.yaml", "broken:");
    Cli.Outcome outcome = tune("submit", file("one.yaml", "a:"), bad, file("too.yaml", "broken:"));

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .contains("sweep a: there is no key nmu\n  at " + bad + ":9:3\n  Maybe use num.\n")
        .contains("too.yaml:9:3");
    assertThat(control.calls()).isEmpty();
  }

  @Test
  void filesThatCannotBeReadAreAllNamed() throws IOException {
    Cli.Outcome outcome = tune("submit", "nowhere.yaml", file("a.yaml", "a:"), results.toString());

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .contains("sweep file nowhere.yaml: there is no such file")
        .contains("it is a folder");
    assertThat(control.calls()).isEmpty();
  }

  @Test
  void aFailureOfTheServerIsNoMistakeOfTheUser() throws IOException {
    Cli.Outcome outcome = tune("submit", file("a.yaml", "explode:"));
    assertThat(outcome.code()).isEqualTo(ExitCode.INTERNAL);
    assertThat(outcome.err()).contains("failed (the disk is full)").doesNotContain("\tat ");
  }

  @Test
  void statusShowsTheGrid() throws IOException {
    tune("submit", file("a.yaml", "a:"), "--user", "anna");

    assertThat(tune("status").out())
        .contains("tune4j 0.1.0, driver 10.0.0.5:5701, 1 member\n")
        .containsPattern("(?m)^10\\.0\\.0\\.5:5701 +alpha +1\\.5 of 4 +1 of 2 +0,1 +zone=a +2 ")
        .containsPattern("(?m)^a +anna +running +2 of 8 trials: 1 PENDING, 1 RUNNING")
        .containsPattern("(?m)^a_00001 +waits for 1 GPU: 0 of 2 are free$");
    assertThat(tune("status", "--format", "json").out())
        .contains("\"submitted_by\" : \"anna\"")
        .contains("\"since\" : \"2026-11-21T09:00:00Z\"");
    assertThat(tune("status", "--format", "csv").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  @Timeout(60)
  void aWatchedStatusIsShownAnewWhenItChanges() throws Exception {
    PipedReader shown = new PipedReader(1 << 16);
    BufferedReader lines = new BufferedReader(shown);
    PrintWriter out = new PrintWriter(new PipedWriter(shown));
    AtomicInteger code = new AtomicInteger();
    Thread watching =
        Thread.ofPlatform()
            .start(
                () ->
                    code.set(
                        TuneCommand.run(
                            out, out, "status", "--watch", "--results", results.toString())));
    readUntil(lines, "no sweep has been submitted");
    tune("submit", file("a.yaml", "alpha:"), "--user", "anna");
    readUntil(lines, "alpha  anna  running");
    watching.interrupt();
    watching.join();
    assertThat(code).hasValue(ExitCode.INTERRUPTED);
  }

  @Test
  void stopNamesWhatItDoesNotKnowAndStopsTheRest() throws IOException {
    tune("submit", file("a.yaml", "alpha:\nbeta:"), "--user", "anna");
    Cli.Outcome outcome = tune("stop", "alpha", "beat", "--user", "bert");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out())
        .startsWith("alpha: is asked to save its state and stop\nGo on: ./tune resume");
    assertThat(outcome.err()).contains("no sweep beat").contains("Maybe use beta.");
    assertThat(control.calls()).last().isEqualTo("stop alpha for bert");
    assertThat(tune("stop", "beta").code()).isZero();
  }

  @Test
  void whatHasEndedIsSaidToHaveEnded() throws IOException {
    tune("submit", file("a.yaml", "alpha:\nover:"), "--user", "anna");
    tune("stop", "alpha");
    Cli.Outcome outcome = tune("stop", "alpha", "over");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .startsWith("alpha: is interrupted already: nothing to stop\nGo on: ./tune resume")
        .endsWith("over: has ended already: nothing to stop\n");
    assertThat(Cli.run(named("resume", "over")).all())
        .isEqualTo("exit code 0\nover: nothing to do, all trials have ended\n");
  }

  @Test
  void resumeGoesOnAtANamedServer() throws IOException {
    tune("submit", file("a.yaml", "alpha:"), "--user", "anna");
    Cli.Outcome outcome = Cli.run(named("resume", "alpha", "--num-samples", "9", "--user", "anna"));

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .startsWith(
            "alpha: goes on at the server " + server.address() + "\nLook: ./tune status --server");
    assertThat(control.calls()).last().isEqualTo("resume alpha with 9 for anna");
  }

  @Test
  void resumeGoesOnAtTheServerOfTheResultsFolder() throws IOException {
    tune("submit", file("a.yaml", "alpha:"), "--user", "anna");
    Cli.Outcome outcome = tune("resume", "alpha", "--num-samples", "9", "--user", "anna");

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(control.calls()).last().isEqualTo("resume alpha with 9 for anna");
  }

  @Test
  void logsShowsWhoseOutputItIs() throws IOException {
    tune("submit", file("a.yaml", "alpha:"));
    write("alpha/00000/stdout", "no line break");
    write("alpha/00001/stdout", "second ☃\n");
    write("alpha/00001/stderr", "a warning\n");

    assertThat(Cli.run(named("logs", "alpha")).out())
        .isEqualTo("==> alpha_00000 <==\nno line break\n\n==> alpha_00001 <==\nsecond ☃\n");
    assertThat(Cli.run(named("logs", "alpha_00001")).out()).isEqualTo("second ☃\n");
    assertThat(Cli.run(named("logs", "alpha_00001", "--stderr")).out()).isEqualTo("a warning\n");
    assertThat(Cli.run(named("logs", "alpha_00000", "--stderr")).err())
        .isEqualTo(
            "alpha_00000: nothing to show of stderr so far; results are not shown here, and only"
                + " trials in processes of their own print anything else\n");
    assertThat(Cli.run(named("logs", "alhpa")).err()).contains("Maybe use alpha.");
  }

  @Test
  void logsFollowsUntilTheSweepEnds() throws IOException {
    tune("submit", file("a.yaml", "alpha:"));
    String line = "0123456789".repeat(10) + "\n";
    write("alpha/00000/stdout", line.repeat(20_000)); // several pages
    tune("stop", "alpha");

    assertThat(Cli.run(named("logs", "-f", "alpha_00000")).out().lines())
        .hasSize(20_000)
        .containsOnly(line.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"submit FILE", "status", "stop a"})
  void withoutAServerTheyAllSayHowToGetOne(String line) throws IOException {
    server.close();
    Cli.Outcome outcome = tune(line.replace("FILE", file("a.yaml", "a:")).split(" "));

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .contains("no server answers for the results folder " + results)
        .contains("Maybe start one with `tune server`");
  }

  @Test
  void aNamedServerAsksForTheSecret() throws IOException {
    String address = server.address().toString();
    assertThat(Cli.run("status", "--server", address).err())
        .contains("--server: a server that is named asks for its secret (" + address + ")")
        .contains("--secret-file");
    assertThat(Cli.run("status", "--server", "nonsense").code()).isEqualTo(ExitCode.USAGE);
    assertThat(
            Cli.run("status", "--server", address, "--secret-file", secret("another secret!!"))
                .err())
        .contains("refuses this secret");
    Path open = Files.writeString(files.resolve("open"), SECRET);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Cli.run("status", "--server", address, "--secret-file", open.toString()).err())
        .contains("others than its owner may read");
  }

  @ParameterizedTest
  @CsvSource({
    "sever, server",
    "wroker, worker",
    "sumbit, submit",
    "statsu, status",
    "stpo, stop",
    "log, logs"
  })
  void aMisspeltCommandIsAnsweredWithTheNearest(String typed, String known) {
    assertThat(Cli.run(typed).err())
        .isEqualTo("there is no command %s\n  Maybe use %s.\n".formatted(typed, known));
  }

  @ParameterizedTest
  @CsvSource({
    "server --bnid X, tune server: there is no option --bnid, use --bind",
    "worker --jion=a, tune worker: there is no option --jion, use --join",
    "status --xyzzy, tune status: there is no option --xyzzy, look at `tune status --help`"
  })
  void aMisspeltOptionIsAnsweredWithTheNearest(String typed, String said, String maybe) {
    Cli.Outcome outcome = Cli.run(typed.split(" "));
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).isEqualTo(said + "\n  Maybe " + maybe + ".\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "run",
        "simulate",
        "resume",
        "server",
        "worker",
        "submit",
        "status",
        "logs",
        "stop"
      })
  void helpIsAsItWas(String command) throws IOException {
    StringWriter out = new StringWriter();
    String[] args = (command + " --help").strip().split(" ");
    TuneCommand.run(new PrintWriter(out), new PrintWriter(out), args);
    Golden.assertMatches(
        "help" + (command.isEmpty() ? "" : "-" + command) + ".txt", out.toString());
  }

  private static void readUntil(BufferedReader lines, String beginning) throws IOException {
    String line = lines.readLine();
    while (!line.startsWith(beginning)) {
      line = lines.readLine();
    }
  }

  private String[] named(String... args) throws IOException {
    String[] all = Arrays.copyOf(args, args.length + 4);
    all[args.length] = "--server";
    all[args.length + 1] = server.address().toString();
    all[args.length + 2] = "--secret-file";
    all[args.length + 3] = secret(SECRET);
    return all;
  }

  private String secret(String text) throws IOException {
    Path file = Files.writeString(files.resolve("secret"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file.toString();
  }

  private Cli.Outcome tune(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--results";
    all[args.length + 1] = results.toString();
    return Cli.run(all);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(files.resolve(name), text).toString();
  }

  private void write(String name, String text) throws IOException {
    Path file = results.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
