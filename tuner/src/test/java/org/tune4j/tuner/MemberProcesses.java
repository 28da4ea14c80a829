package org.tune4j.tuner;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.results.SweepStatus;
import org.tune4j.yaml.InvalidInputException;

/**
 * Runs a load on a grid of processes of this machine, by the commands that a user would give. Each
 * command is a system property ({@code tune.server}, {@code tune.worker}, {@code tune.submit}) in
 * which {@code {port}}, {@code {results}}, {@code {cpus}} and {@code {file}} stand for what their
 * names say.
 */
final class MemberProcesses implements AutoCloseable {
  private static final String SERVER =
      "./tune server --results {results} --bind 127.0.0.1:{port} --cpus 0";
  private static final String WORKER = "./tune worker --join 127.0.0.1:{port} --cpus {cpus}";
  private static final String SUBMIT = "./tune submit {file} --results {results}";
  private static final String JAVA_OPTIONS = "-Xmx512m -XX:+UseSerialGC";

  private final List<Process> processes = new ArrayList<>();
  private final Map<String, String> values;
  private final Path log;

  private MemberProcesses(Map<String, String> values, Path log) {
    this.values = values;
    this.log = log;
  }

  /** The seconds from the submission of the sweep to its end. */
  static double run(ScalabilityBenchmark.Load load, Path results) throws Exception {
    Path sweep = Files.writeString(results.resolve("b.yaml"), load.yaml());
    int cpus = (load.slots() + load.members() - 1) / load.members();
    Map<String, String> values =
        Map.of(
            "port", String.valueOf(freePort()),
            "results", results.toString(),
            "file", sweep.toString(),
            "cpus", String.valueOf(cpus));
    try (MemberProcesses grid = new MemberProcesses(values, results.resolve("processes.log"))) {
      grid.start("tune.server", SERVER);
      for (int i = 0; i < load.members(); i++) {
        grid.start("tune.worker", WORKER);
      }
      Thread.sleep(Duration.ofSeconds(5 + load.members())); // until all have joined
      Process submit = grid.start("tune.submit", SUBMIT);
      if (submit.waitFor() != 0) {
        throw new IllegalStateException("submit failed:\n" + Files.readString(grid.log));
      }
      return grid.awaitEnd(results);
    }
  }

  private Process start(String property, String command) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : System.getProperty(property, command).split(" ")) {
      String filled = word;
      for (Map.Entry<String, String> value : values.entrySet()) {
        filled = filled.replace("{" + value.getKey() + "}", value.getValue());
      }
      words.add(filled);
    }
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("TUNE_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putIfAbsent("TUNE_JAVA_OPTS", JAVA_OPTIONS);
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    processes.add(process);
    return process;
  }

  private double awaitEnd(Path results) throws Exception {
    while (true) {
      Thread.sleep(500);
      SweepRow sweep = newest(results);
      if (sweep != null && sweep.state().endedAt() != null) {
        if (sweep.state().status() != SweepStatus.FINISHED) {
          throw new IllegalStateException(sweep.state() + "\n" + Files.readString(log));
        }
        return Duration.between(sweep.createdAt(), sweep.state().endedAt()).toNanos() / 1e9;
      }
    }
  }

  private static SweepRow newest(Path results) {
    try (ResultsReader reader = ResultsReader.open(results)) {
      List<SweepRow> sweeps = reader.sweeps();
      return sweeps.isEmpty() ? null : sweeps.getLast();
    } catch (InvalidInputException e) {
      return null; // not yet
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Members first: the server has nothing more to tell them. */
  @Override
  public void close() throws InterruptedException {
    for (Process process : processes.reversed()) {
      process.destroy();
    }
    for (Process process : processes) {
      process.waitFor();
    }
  }
}
