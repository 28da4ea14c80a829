package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code tune}: what all commands hang from. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Tunes hyperparameters: runs sweeps of trials and records every result in H2.",
    subcommands = {
      RunCommand.class,
      ValidateCommand.class,
      SimulateCommand.class,
      ResumeCommand.class,
      ServerCommand.class,
      WorkerCommand.class,
      SubmitCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      StopCommand.class,
      LsCommand.class,
      ShowCommand.class,
      BestCommand.class,
      SqlCommand.class,
      EvaluateCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all trials ended well",
      "1:some trial ended in ERROR",
      "2:the input or the usage is wrong; nothing was started",
      "70:a defect of tune4j, or a failure of the machine",
      "130:interrupted; the state is saved, and the sweep can be resumed"
    })
final class TuneCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;

  private final Starts starts;

  TuneCommand(Starts starts) {
    this.starts = starts;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }

  /** How what runs for long is started. */
  Starts starts() {
    return starts;
  }

  boolean isQuiet() {
    return verbosity.isQuiet();
  }

  /**
   * Runs one command line.
   *
   * @return the exit code
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(Starts.USUAL, out, err, args);
  }

  static int run(Starts starts, PrintWriter out, PrintWriter err, String... args) {
    // what is printed is the same everywhere: 6,561 in one line beside 0.03 in the next
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    CommandLine line = new CommandLine(new TuneCommand(starts));
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new Failures());
    line.setParameterExceptionHandler(new UnknownCommand(line.getParameterExceptionHandler()));
    line.setExecutionStrategy(TuneCommand::execute);
    return line.execute(args);
  }

  /** Sets the logging up before a command can make the first logger. */
  private static int execute(ParseResult parsed) {
    if (parsed.commandSpec().userObject() instanceof TuneCommand tune) {
      tune.verbosity.configureLogging();
    }
    return new CommandLine.RunLast().execute(parsed);
  }
}
