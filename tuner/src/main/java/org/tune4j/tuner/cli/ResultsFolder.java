package org.tune4j.tuner.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where everything is recorded; an option of most commands. */
final class ResultsFolder {
  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${env:TUNE_RESULTS:-tune-results}",
      description = "The results folder (default: TUNE_RESULTS, or tune-results).")
  private Path folder = Path.of("tune-results");

  Path folder() {
    return folder;
  }
}
