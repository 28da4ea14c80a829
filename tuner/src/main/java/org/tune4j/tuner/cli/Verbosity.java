package org.tune4j.tuner.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much a command tells; options of every command. */
final class Verbosity {
  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Tell more; twice: also what the libraries log.")
  private boolean[] verbose = {};

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print only results and errors.")
  private boolean quiet;

  boolean isQuiet() {
    return quiet;
  }

  /**
   * Sets what {@code logback.xml} reads. Has to come before the first logger is made; in a program
   * that embeds tune4j nothing reads it.
   */
  void configureLogging() {
    System.setProperty("tune.log.level", quiet ? "ERROR" : verbose.length > 0 ? "INFO" : "WARN");
    System.setProperty("tune.log.joiner", !quiet && verbose.length > 0 ? "INFO" : "OFF");
    System.setProperty("tune.log.libraries", verbose.length > 1 ? "INFO" : "OFF");
  }
}
