package org.tune4j.runner;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process in a group of its own, with a shell beside it ({@code supervisor.sh}) that ends the
 * whole group with the process, on demand, and when this JVM is gone. When it is over, nothing that
 * it started is left. Thread-safe.
 */
final class ChildProcess {
  /** What tells the processes of one attempt from all others. */
  static final String KEY = "TUNE_PROCESS";

  private static final String SCRIPT = script();
  private static final @Nullable String SETSID = onPath("setsid");

  private final Process supervisor;

  private ChildProcess(Process supervisor) {
    this.supervisor = supervisor;
  }

  /**
   * Starts a command.
   *
   * @param environment the whole of it; one variable is added
   * @param folder the working directory
   */
  static ChildProcess start(List<String> command, Map<String, String> environment, Path folder)
      throws IOException {
    return start(SETSID, command, environment, folder);
  }

  /**
   * Starts a command.
   *
   * @param setsid the program that gives it a group of its own; {@code null} where there is none:
   *     then a shell with job control does it, or else all is found by its environment
   */
  static ChildProcess start(
      @Nullable String setsid, List<String> command, Map<String, String> environment, Path folder)
      throws IOException {
    String key = Secrets.hex(16);
    List<String> all = new ArrayList<>();
    if (setsid != null) { // what is sent to the member's group, as by a terminal, is not for it
      all.add(setsid);
    }
    all.addAll(List.of("/bin/sh", "-c", SCRIPT, "tune-trial"));
    all.addAll(List.of(setsid == null ? "" : setsid, key));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put(KEY, key);
    return new ChildProcess(builder.start());
  }

  /** What the process prints; ends with the last process that can print there. */
  InputStream stdout() {
    return supervisor.getInputStream();
  }

  InputStream stderr() {
    return supervisor.getErrorStream();
  }

  /** Asks the process to end, by SIGTERM. */
  void terminate() {
    try {
      supervisor.getOutputStream().write('\n');
      supervisor.getOutputStream().flush();
    } catch (IOException e) {
      // it has ended
    }
  }

  /** Kills the process and all that it started. */
  void kill() {
    try {
      supervisor.getOutputStream().close();
    } catch (IOException e) {
      // it has ended
    }
  }

  boolean isAlive() {
    return supervisor.isAlive();
  }

  /** Waits until the process and all that it started are gone; its exit code. */
  int waitFor() throws InterruptedException {
    return supervisor.waitFor();
  }

  /** Waits for that long at most; whether it is over. */
  boolean waitFor(double seconds) throws InterruptedException {
    return supervisor.waitFor((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
  }

  /** An exit code in words: a shell's way of telling a signal is understood. */
  static String describe(int code) {
    String signal = signal(code - 128);
    return signal == null ? "ended with exit code " + code : "was killed by " + signal;
  }

  private static @Nullable String signal(int number) {
    return switch (number) {
      case 1 -> "signal 1 (SIGHUP)";
      case 2 -> "signal 2 (SIGINT)";
      case 3 -> "signal 3 (SIGQUIT)";
      case 4 -> "signal 4 (SIGILL)";
      case 6 -> "signal 6 (SIGABRT)";
      case 7 -> "signal 7 (SIGBUS)";
      case 8 -> "signal 8 (SIGFPE)";
      case 9 -> "signal 9 (SIGKILL); the kernel does that to the largest when memory is short";
      case 11 -> "signal 11 (SIGSEGV)";
      case 13 -> "signal 13 (SIGPIPE)";
      case 15 -> "signal 15 (SIGTERM)";
      default -> number > 0 && number <= 64 ? "signal " + number : null;
    };
  }

  private static String script() {
    try (InputStream in = ChildProcess.class.getResourceAsStream("supervisor.sh")) {
      byte[] text =
          Objects.requireNonNull(in, "supervisor.sh lies beside this class").readAllBytes();
      return new String(text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String onPath(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path path = Path.of(folder.isEmpty() ? "." : folder, program);
      if (path.isAbsolute() && Files.isExecutable(path)) {
        return path.toString();
      }
    }
    return null;
  }
}
