package org.tune4j.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.RowSink;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The options of a command that reads the database and prints, and how it does. */
final class Reading {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private ResultsFolder results;
  @Mixin private Format format;

  /** What a command does with the database. */
  @FunctionalInterface
  interface Work {
    void with(ResultsReader reader, PrintWriter out) throws IOException;
  }

  /**
   * Opens the database, works, and closes it.
   *
   * @return the exit code
   */
  int run(Work work) throws IOException {
    PrintWriter out = command.commandLine().getOut();
    try (ResultsReader reader = ResultsReader.open(results.folder())) {
      work.with(reader, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  /** Whether people read the answer, not a program. */
  boolean isForPeople() {
    return format.isTable();
  }

  /** Rows in the format that was asked for. */
  RowSink to(PrintWriter out) {
    return format.to(out);
  }
}
