package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.tuner.control.Control;
import org.tune4j.tuner.control.MemoryControl;
import org.tune4j.tuner.control.RunningServer;
import org.tune4j.tuner.control.Serving;
import org.tune4j.tuner.control.Working;

/** {@code tune server} and {@code tune worker}, around a server that only keeps names. */
final class ServerCommandTest {
  @TempDir private Path results;

  private final List<String> told = new ArrayList<>();
  private Serving.@Nullable Settings served;
  private Working.@Nullable Settings worked;
  private Cli.@Nullable Outcome meanwhile;

  @Test
  void aServerTakesCallsWhileItRuns() {
    Cli.Outcome outcome =
        tune("server", "--results", results.toString(), "--cpus", "3", "--label", "zone=a");

    assertThat(outcome.all()).startsWith("exit code 0\n");
    assertThat(meanwhile).isNotNull();
    assertThat(meanwhile.out()).contains("driver 10.0.0.5:5701");
    assertThat(outcome.out())
        .isEqualTo(
            """
            The server runs; its results are in %1$s
              add a member     ./tune worker --join 10.0.0.5:5701
              submit a sweep   ./tune submit --results %1$s FILE
              see how it goes  ./tune status --results %1$s
            """
                .formatted(results));
    assertThat(served).isNotNull();
    assertThat(served.offer().cpus()).isEqualTo("3");
    assertThat(served.offer().labels()).containsExactly("zone=a");
    assertThat(served.grid().isLoopback()).isTrue();
    assertThat(told).containsExactly("awaited", "closed");
    assertThat(results.resolve("tune.control")).doesNotExist();
  }

  @Test
  void aServerWithASecretTellsHowToReachItFromElsewhere() throws Exception {
    Path secret = Files.writeString(results.resolve("secret"), "correct horse battery staple");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Cli.Outcome outcome =
        tune("server", "--results", results.toString(), "--secret-file", secret.toString());

    assertThat(outcome.out())
        .contains("worker --join 10.0.0.5:5701 --secret-file " + secret + "\n")
        .containsPattern("add --server 127\\.0\\.0\\.1:[0-9]+ --secret-file " + secret + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server --control-port 65536",
        "server --control-port many",
        "server --bind nowhere.invalid",
        "server --secret-file nowhere",
        "worker",
        "worker --join a:b:c",
        "worker --join kubernetes:",
        "worker --join kubernetes:tune-grid",
        "worker --join 192.0.2.2",
        "server --join 127.0.0.1,192.0.2.2:6701"
      })
  void wrongUsageStartsNothing(String line) {
    Cli.Outcome outcome = tune(line.split(" "));

    assertThat(outcome.code()).as(outcome.all()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.all()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(told).isEmpty();
  }

  @Test
  void aWorkerRunsUntilItIsStopped() {
    Cli.Outcome outcome =
        tune("worker", "--join", "127.0.0.1:5701,localhost", "--resource", "licence=2");

    assertThat(outcome.all()).startsWith("exit code 0\nThe worker runs as 10.0.0.5:5701\n");
    assertThat(worked).isNotNull();
    assertThat(worked.grid().join()).containsExactly("127.0.0.1:5701", "localhost");
    assertThat(worked.offer().resources()).containsExactly("licence=2");
    assertThat(told).containsExactly("awaited", "closed");
  }

  private Cli.Outcome tune(String... args) {
    Starts starts =
        new Starts(
            Starts.USUAL.opening(),
            settings -> {
              served = settings;
              return new Fake();
            },
            settings -> {
              worked = settings;
              return new Fake();
            });
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = TuneCommand.run(starts, new PrintWriter(out), new PrintWriter(err), args);
    return new Cli.Outcome(code, out.toString(), err.toString());
  }

  /** Runs until somebody has asked for its status. */
  private final class Fake implements RunningServer {
    private final MemoryControl control = new MemoryControl(results);

    @Override
    public Control control() {
      return control;
    }

    @Override
    public String member() {
      return "10.0.0.5:5701";
    }

    @Override
    public void interrupt(String reason) {
      told.add(reason);
    }

    @Override
    public void await() {
      told.add("awaited");
      if (worked == null) {
        meanwhile = Cli.run("status", "--results", results.toString());
      }
    }

    @Override
    public void close() {
      told.add("closed");
    }
  }
}
