package org.tune4j.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.FullDiskException;
import org.tune4j.yaml.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns an exception into a few lines for a person and an exit code; never a stack trace. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    return switch (failure) {
      case InvalidInputException bad -> {
        err.println(bad.getMessage());
        yield ExitCode.USAGE;
      }
      case InterruptedException interrupted -> ExitCode.INTERRUPTED;
      case Exception full when FullDiskException.isBehind(full) -> {
        err.println("tune: " + fullDisk(full));
        yield ExitCode.INTERNAL;
      }
      default -> {
        err.println("tune: " + oneLine(failure));
        Path report = writeReport(failure);
        if (report != null) {
          err.println("  The details are in " + report);
        }
        yield ExitCode.INTERNAL;
      }
    };
  }

  /** The machine's fault: nothing in a stack trace would help. */
  private static String fullDisk(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FullDiskException full) {
        return String.valueOf(full.getMessage());
      }
    }
    return "no space is left on a disk (" + oneLine(failure) + ")";
  }

  private static String oneLine(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return message == null || message.isBlank()
        ? name
        : name + ": " + message.lines().findFirst().orElse("");
  }

  /** Writes the stack trace to a file of its own; {@code null} when even that fails. */
  private static @Nullable Path writeReport(Throwable failure) {
    try {
      Path file = Files.createTempFile("tune-failure-", ".log");
      try (PrintWriter to = new PrintWriter(Files.newBufferedWriter(file))) {
        failure.printStackTrace(to);
      }
      return file;
    } catch (IOException e) {
      return null;
    }
  }
}
