package org.tune4j.tuner.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One {@code tune} command as a process of its own. */
final class TuneProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private TuneProcess(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static TuneProcess start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    return new TuneProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Reads on until a line has that text. */
  String awaitLine(String part) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(part)) {
        return line;
      }
      before.append(line).append('\n');
    }
    throw new IllegalStateException("it never said \"" + part + "\", but\n" + before);
  }

  /** The rest of what it says, once it has ended. */
  Cli.Outcome outcome() throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      all.append(line).append('\n');
    }
    return new Cli.Outcome(process.waitFor(), all.toString(), "");
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
