package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import org.tune4j.results.ResultFormat;
import org.tune4j.results.RowSink;
import picocli.CommandLine.Option;

/** How a table is written; an option of the commands that print one. */
final class Format {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, csv or json (default: table).")
  private ResultFormat format = ResultFormat.TABLE;

  boolean isTable() {
    return format == ResultFormat.TABLE;
  }

  RowSink to(PrintWriter out) {
    return format.to(out);
  }
}
