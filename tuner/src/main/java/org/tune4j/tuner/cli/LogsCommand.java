package org.tune4j.tuner.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.results.SweepStatus;
import org.tune4j.tuner.control.ControlClient;
import org.tune4j.tuner.control.LogFiles;
import org.tune4j.tuner.control.LogPage;
import org.tune4j.tuner.control.LogQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tune logs}. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description =
        "Shows what the trials of a sweep, or one trial, have printed: from the results folder, or"
            + " from the server that is named.")
final class LogsCommand implements Callable<Integer> {
  private static final long PAUSE_MS = 500;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME|TRIAL",
      description = "A sweep, as `tune ls` names it, or a trial, such as cartpole_00003.")
  private String name;

  @Mixin private Calling calling;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what they print, until the sweep ends.")
  private boolean follow;

  @Option(names = "--stderr", description = "What they wrote to standard error.")
  private boolean stderr;

  /** Where pages come from. */
  @FunctionalInterface
  private interface Source {
    LogPage read(LogQuery query);
  }

  @Override
  public Integer call() throws InterruptedException {
    LogQuery query = LogQuery.of(name, stderr ? LogQuery.STDERR : LogQuery.STDOUT);
    if (calling.isNamed()) {
      try (ControlClient server = calling.open()) {
        show(query, server::logs);
      }
    } else {
      show(query, this::fromFolder);
    }
    return ExitCode.OK;
  }

  /** Who can read the folder needs no server. */
  private LogPage fromFolder(LogQuery query) {
    try (ResultsReader reader = ResultsReader.open(calling.folder())) {
      List<String> names = reader.sweeps().stream().map(SweepRow::name).toList();
      return new LogFiles(calling.folder()).read(query, names, sweep -> isOver(reader, sweep));
    }
  }

  private static boolean isOver(ResultsReader reader, String name) {
    SweepRow sweep = reader.sweep(name);
    return sweep == null || sweep.state().status() != SweepStatus.RUNNING || Dead.is(sweep, reader);
  }

  private void show(LogQuery first, Source source) throws InterruptedException {
    LogPrinter printer = new LogPrinter(spec.commandLine().getOut(), name);
    LogQuery query = first;
    while (true) {
      LogPage page = source.read(query);
      printer.print(page);
      query = query.after(page);
      if (!page.more() && (page.over() || !follow)) {
        break;
      }
      if (!page.more()) {
        Thread.sleep(PAUSE_MS);
      }
    }
    if (!printer.hasPrinted()) {
      spec.commandLine()
          .getErr()
          .println(
              name
                  + ": nothing to show of "
                  + first.stream()
                  + (follow ? "" : " so far")
                  + "; results are not shown here, and only trials in processes of their own print"
                  + " anything else");
    }
  }
}
