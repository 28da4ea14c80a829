package org.tune4j.tuner.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
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

  /**
   * For commands that go on with what is there: they must not make a folder.
   *
   * @throws InvalidInputException when there is none
   */
  void mustExist() {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          new Problem(
              "results: there is no folder " + folder, null, "name another with --results"));
    }
  }
}
