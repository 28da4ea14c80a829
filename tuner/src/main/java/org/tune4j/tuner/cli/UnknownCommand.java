package org.tune4j.tuner.cli;

import java.util.List;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Answers a command or an option that does not exist with the nearest that does.
 *
 * @param others handles whatever else is wrong with a command line
 */
record UnknownCommand(IParameterExceptionHandler others) implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException failure, String[] args) throws Exception {
    CommandLine line = failure.getCommandLine();
    if (failure instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
      return unknownOption(line, unmatched.getUnmatched().get(0));
    }
    boolean hasCommands = !line.getSubcommands().isEmpty();
    if (!hasCommands || !(failure instanceof UnmatchedArgumentException unmatched)) {
      return others.handleParseException(failure, args);
    }
    List<String> words = unmatched.getUnmatched();
    if (words.isEmpty() || words.get(0).startsWith("-")) {
      return others.handleParseException(failure, args);
    }
    String nearest = Problems.useNearest(words.get(0), line.getSubcommands().keySet());
    line.getErr()
        .println(
            new Problem(
                "there is no command " + Problems.show(words.get(0)),
                null,
                nearest == null ? "look at `tune --help`" : nearest));
    return ExitCode.USAGE;
  }

  private static int unknownOption(CommandLine line, String typed) {
    String option = typed.replaceFirst("=.*", "");
    String nearest = Problems.useNearest(option, line.getCommandSpec().optionsMap().keySet());
    String command = line.getCommandSpec().qualifiedName();
    line.getErr()
        .println(
            new Problem(
                command + ": there is no option " + Problems.show(option),
                null,
                nearest == null ? "look at `" + command + " --help`" : nearest));
    return ExitCode.USAGE;
  }
}
