package org.tune4j.tuner.cli;

import java.nio.file.Path;
import java.util.Map;

/** Commands that are proposed to a person, as that person would type them. */
final class Typed {
  private Typed() {}

  /** The command with the same results folder, and one argument unless that is empty. */
  static String command(String command, Path results, String argument) {
    return command(launcher(), System.getenv(), command, results, argument);
  }

  /** What a person types to start tune4j. */
  static String launcher() {
    return System.getProperty("tune.command", "./tune");
  }

  static String command(
      String launcher,
      Map<String, String> environment,
      String command,
      Path results,
      String argument) {
    Path usual = Path.of(environment.getOrDefault("TUNE_RESULTS", "tune-results"));
    return launcher
        + " "
        + command
        + (results.equals(usual) ? "" : " --results " + quoted(results.toString()))
        + (argument.isEmpty() ? "" : " " + quoted(argument));
  }

  static String quoted(String argument) {
    if (argument.contains("\"")) { // as SQL that quotes a column does
      return "'" + argument.replace("'", "'\\''") + "'";
    }
    return argument.matches("[A-Za-z0-9._/:-]+") ? argument : '"' + argument + '"';
  }
}
