package org.tune4j.tuner;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.results.SweepStatus;
import org.tune4j.tuner.cli.Main;
import org.tune4j.tuner.control.ControlClient;
import org.tune4j.tuner.control.GridView;
import org.tune4j.tuner.control.SweepText;

/**
 * Runs a load on a grid of processes of this machine: what {@code tune server} and {@code tune
 * worker} start, with a Java of few threads, as all share the machine. {@code
 * -Dtune.member.options} are more options for the Java of the members, {@code
 * -Dtune.server.options} for that of the server.
 */
final class MemberProcesses implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--add-modules=java.se",
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.management/sun.management=ALL-UNNAMED",
          "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
          "-Dhazelcast.logging.type=slf4j",
          "-Dlogback.configurationFile=org/tune4j/tuner/cli/logback.xml");

  private final List<Process> processes = new ArrayList<>();
  private final Path results;
  private final Path log;

  private MemberProcesses(Path results) {
    this.results = results;
    this.log = results.resolve("processes.log");
  }

  /**
   * What a grid of processes needed.
   *
   * @param seconds from the submission of the sweep to its end
   * @param serverCpuNanos of the server's process, and not of its start
   * @param memberCpuNanos of all others together, in the same time
   */
  record Run(double seconds, long serverCpuNanos, long memberCpuNanos) {}

  static Run run(ScalabilityBenchmark.Load load, Path results) throws Exception {
    int port = freePort();
    int cpus = (load.slots() + load.members() - 1) / load.members();
    try (MemberProcesses grid = new MemberProcesses(results)) {
      grid.start(
          "tune.server.options",
          "-Xmx2g server --cpus 0 --gpus 0 --bind 127.0.0.1:" + port + " --results " + results);
      grid.await("the server", status -> true);
      for (int i = 0; i < load.members(); i++) {
        grid.start(
            "tune.member.options",
            "-Xmx512m -XX:TieredStopAtLevel=1 worker --gpus 0 --cpus "
                + cpus
                + " --join 127.0.0.1:"
                + port);
      }
      grid.await("its members", status -> status.members().size() == load.members() + 1);
      return grid.measure(load);
    }
  }

  private Run measure(ScalabilityBenchmark.Load load) throws Exception {
    long server = cpuNanos(processes.subList(0, 1));
    long members = cpuNanos(processes.subList(1, processes.size()));
    try (ControlClient client = ControlClient.find(results)) {
      if (client == null) {
        throw failed("the server is gone");
      }
      client.submit(List.of(new SweepText("b.yaml", load.yaml())), "benchmark", null);
    }
    double seconds = awaitEnd();
    return new Run(
        seconds,
        cpuNanos(processes.subList(0, 1)) - server,
        cpuNanos(processes.subList(1, processes.size())) - members);
  }

  private static long cpuNanos(List<Process> processes) {
    return processes.stream()
        .mapToLong(process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
        .sum();
  }

  /** {@code words}: options of Java, then arguments of tune. */
  private void start(String property, String words) throws IOException {
    List<String> rest = List.of(words.split(" "));
    int options = (int) rest.stream().takeWhile(word -> word.startsWith("-X")).count();
    List<String> command = new ArrayList<>(JAVA);
    command.addAll(rest.subList(0, options));
    String more = System.getProperty(property, "");
    if (!more.isBlank()) {
      command.addAll(List.of(more.trim().split(" +")));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(rest.subList(options, rest.size()));
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  private void await(String what, Predicate<GridView> isThere) throws Exception {
    long until = System.nanoTime() + LONGEST_START.toNanos();
    while (System.nanoTime() < until) {
      if (!processes.stream().allMatch(Process::isAlive)) {
        throw failed("a process has ended");
      }
      try (ControlClient client = ControlClient.find(results)) {
        if (client != null && isThere.test(client.status())) {
          return;
        }
      }
      Thread.sleep(500);
    }
    throw failed(what + " did not come");
  }

  private double awaitEnd() throws Exception {
    while (true) {
      Thread.sleep(500);
      if (!processes.stream().allMatch(Process::isAlive)) {
        throw failed("a process has ended");
      }
      SweepRow sweep;
      try (ResultsReader reader = ResultsReader.open(results)) {
        sweep = reader.sweeps().getLast();
      }
      if (sweep.state().endedAt() != null) {
        if (sweep.state().status() != SweepStatus.FINISHED) {
          throw failed(sweep.state().toString());
        }
        return Duration.between(sweep.createdAt(), sweep.state().endedAt()).toNanos() / 1e9;
      }
    }
  }

  private IllegalStateException failed(String why) throws IOException {
    return new IllegalStateException(why + "\n" + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The server last: it has all to write that members still say. */
  @Override
  public void close() throws InterruptedException {
    for (Process process : processes.reversed()) {
      process.destroy();
    }
    for (Process process : processes) {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
