package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tune4j.tuner.control.Control;
import org.tune4j.tuner.control.ControlClient;
import org.tune4j.tuner.control.ControlJson;
import org.tune4j.tuner.report.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tune status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description =
        "Shows the members of a server's grid, its sweeps, and what waiting trials wait for.")
final class StatusCommand implements Callable<Integer> {
  private static final long PAUSE_MS = 1_000;
  private static final String CLEAR = "\u001b[H\u001b[J";

  /** How a status is written. */
  private enum Form {
    TABLE,
    JSON
  }

  @Spec private CommandSpec spec;
  @Mixin private Calling calling;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table or json (default: table).")
  private Form format = Form.TABLE;

  @Option(
      names = {"-w", "--watch"},
      description = "Show it anew every second, until Ctrl-C.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    try (ControlClient server = calling.open()) {
      if (watch) {
        follow(server);
      } else {
        print(text(server, Integer.MAX_VALUE));
      }
    }
    return ExitCode.OK;
  }

  /** On a terminal in place; elsewhere only what is new. */
  private void follow(Control server) throws InterruptedException {
    Terminal terminal = Terminal.detect();
    String last = "";
    while (true) {
      String text = text(server, terminal.interactive() ? terminal.width() : Integer.MAX_VALUE);
      if (terminal.interactive()) {
        String shown = text.lines().limit(terminal.height() - 1).collect(Collectors.joining("\n"));
        print(CLEAR + shown + "\n");
      } else if (!text.equals(last)) {
        print(text + "\n");
      }
      last = text;
      Thread.sleep(PAUSE_MS);
    }
  }

  private String text(Control server, int width) {
    return switch (format) {
      case TABLE -> StatusText.of(server.status(), width);
      case JSON -> ControlJson.forPrograms(server.status()) + "\n";
    };
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
