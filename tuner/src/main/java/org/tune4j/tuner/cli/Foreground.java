package org.tune4j.tuner.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.tune4j.tuner.SweepResult;
import org.tune4j.tuner.Tuner;
import org.tune4j.tuner.report.Display;
import org.tune4j.tuner.report.Terminal;

/**
 * Runs sweeps while a person watches: shows how they stand, lets Ctrl-C reach them, and sums up.
 *
 * @param results the results folder
 * @param opening opens the tuner
 * @param quiet whether only the summary is printed
 */
record Foreground(Path results, Supplier<Tuner> opening, boolean quiet) {

  /** What is done with the tuner. */
  @FunctionalInterface
  interface Work {
    List<SweepResult> run(Tuner tuner) throws InterruptedException;
  }

  /**
   * Opens a tuner, works, and closes it.
   *
   * @return the exit code
   */
  int run(PrintWriter out, PrintWriter err, Work work) throws InterruptedException, IOException {
    try (Interruption interruption = new Interruption(err)) {
      List<SweepResult> ended = watch(interruption, work);
      for (SweepResult sweep : ended) {
        Summary.of(sweep, results).forEach(out::println);
      }
      out.flush();
      return exitCode(ended);
    }
  }

  private List<SweepResult> watch(Interruption interruption, Work work)
      throws InterruptedException {
    PrintStream screen = quiet ? new PrintStream(PrintStream.nullOutputStream()) : System.out;
    Terminal terminal = quiet ? new Terminal(false, 80, 24) : Terminal.detect();
    try (Tuner tuner = opening.get()) {
      Display display = Display.on(screen, terminal);
      interruption.reaches(tuner::interrupt);
      if (terminal.interactive()) {
        interruption.isToldBy(display::say); // other lines would be drawn over
      }
      try (LiveView view = LiveView.start(tuner::views, display)) {
        return work.run(tuner);
      }
    }
  }

  private static int exitCode(List<SweepResult> ended) {
    if (ended.stream().anyMatch(sweep -> !sweep.finished())) {
      return ExitCode.INTERRUPTED;
    }
    return ended.stream().anyMatch(sweep -> sweep.errors() > 0)
        ? ExitCode.TRIAL_FAILED
        : ExitCode.OK;
  }
}
