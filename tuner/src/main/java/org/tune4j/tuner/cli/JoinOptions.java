package org.tune4j.tuner.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.grid.Secret;
import picocli.CommandLine.Option;

/** How this member takes part in a grid; options of the commands that start one. */
final class JoinOptions {
  @Option(
      names = "--bind",
      paramLabel = "HOST[:PORT]",
      description = "The address to listen on and to be known by (default: 127.0.0.1).")
  private @Nullable String bind;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT[,...]",
      description = "Members of the grid to join, or kubernetes:SERVICE-DNS.")
  private List<String> join = new ArrayList<>();

  /** Whether nobody is to be joined, nor may join. */
  boolean isAlone() {
    return bind == null && join.isEmpty();
  }

  boolean joinsSomebody() {
    return !join.isEmpty();
  }

  /**
   * The settings of a member that can be joined.
   *
   * @throws org.tune4j.yaml.InvalidInputException when they are wrong
   */
  GridSettings settings(@Nullable Secret secret) {
    return GridSettings.parse(bind, join, secret);
  }
}
