package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code tune server} as a process of its own: how it ends, and what it leaves behind. */
@Timeout(120)
final class ServerProcessTest {
  @TempDir private Path results;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void aTerminationSavesTheStateAndLeavesNoAddressBehind() throws Exception {
    Process server = start();
    BufferedReader out = server.inputReader();
    waitUntilItServes(out);
    assertThat(status().code()).isZero();

    server.toHandle().destroy(); // a process would close its output too
    String rest = out.lines().collect(Collectors.joining("\n"));
    assertThat(server.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(rest).isEqualTo("state saved: interrupted by its user\nclosed");
    assertThat(results.resolve("tune.control")).doesNotExist();
  }

  @Test
  void aTerminationWhileItStartsIsNotForgotten() throws Exception {
    Process server = start("late");
    BufferedReader out = server.inputReader();
    assertThat(out.readLine()).isEqualTo("starting");
    server.toHandle().destroy();
    server.getOutputStream().write('\n');
    server.getOutputStream().flush();

    assertThat(out.lines()).contains("state saved: interrupted by its user").endsWith("closed");
    assertThat(server.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
  }

  @Test
  void afterAKillNobodyAnswersAndAnotherServerTakesItsPlace() throws Exception {
    Process server = start();
    waitUntilItServes(server.inputReader());
    Path file = Files.writeString(results.resolve("a.yaml"), "a:");
    assertThat(Cli.run("submit", "--results", results.toString(), file.toString()).out())
        .startsWith("a: submitted\n");

    server.destroyForcibly().waitFor();
    assertThat(results.resolve("tune.control")).exists();
    assertThat(status().err()).contains("no server answers for the results folder " + results);

    waitUntilItServes(start().inputReader());
    assertThat(status().out()).contains("no sweep has been submitted");
  }

  private Cli.Outcome status() {
    return Cli.run("status", "--results", results.toString());
  }

  private Process start(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                results.toString()));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process);
    return process;
  }

  private static void waitUntilItServes(BufferedReader out) throws IOException {
    String line = out.readLine();
    while (line != null && !line.contains("see how it goes")) {
      line = out.readLine();
    }
    assertThat(line).isNotNull();
  }
}
