package org.tune4j.tuner.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.grid.Secret;
import picocli.CommandLine.Option;

/**
 * What all members of a grid and their users know; an option of the commands that use a network.
 */
final class SecretOption {
  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "The file with the grid's secret (default: what TUNE_SECRET says).")
  private @Nullable Path file;

  /**
   * The secret; {@code null} when there is none.
   *
   * @throws org.tune4j.yaml.InvalidInputException when it cannot be read, or others may read it
   */
  @Nullable Secret find() {
    return Secret.find(file, System.getenv());
  }

  /** What proposed commands need beside the address. */
  String typed() {
    return file == null ? "" : " --secret-file " + Typed.quoted(file.toString());
  }
}
