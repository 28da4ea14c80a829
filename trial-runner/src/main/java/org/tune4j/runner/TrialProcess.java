package org.tune4j.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.ProcessTrainable.OutputSink;

/** The process of one attempt, with what it prints. */
final class TrialProcess {
  private static final Logger LOG = LoggerFactory.getLogger(TrialProcess.class);

  /** How long to wait for the end of a stream that someone beyond reach holds open. */
  static final long END_OF_STREAM_MS = 2000;

  private static final int SHOWN_BYTES = 3500;
  private static final int SHOWN_LINE = 300;

  private final Assignment trial;
  private final ProcessSpec spec;
  private final ChildProcess child;
  private final OutputCapture stdout;
  private final OutputCapture stderr;
  private final OutputPump outPump;
  private final OutputPump errPump;

  /** Where the standard output goes, given where it is kept. */
  @FunctionalInterface
  interface Router {
    OutputPump.Target target(OutputCapture kept);
  }

  private TrialProcess(
      Assignment trial,
      ProcessSpec spec,
      ChildProcess child,
      OutputCapture stdout,
      OutputCapture stderr,
      Router router,
      Runnable atEndOfOutput) {
    this.trial = trial;
    this.spec = spec;
    this.child = child;
    this.stdout = stdout;
    this.stderr = stderr;
    this.outPump = pump("stdout", child.stdout(), router.target(stdout), atEndOfOutput);
    this.errPump = pump("stderr", child.stderr(), stderr.target(), () -> {});
  }

  /**
   * Starts the process.
   *
   * @param atEndOfOutput called at the end of its standard output
   * @throws ProcessFailedException when it cannot be started
   */
  static TrialProcess start(
      Assignment trial,
      List<String> command,
      Map<String, String> environment,
      TrialFolder folder,
      OutputSink sink,
      Router router,
      Runnable atEndOfOutput)
      throws IOException, ProcessFailedException {
    ProcessSpec spec = Objects.requireNonNull(trial.process());
    Path where = Path.of(spec.folder() == null ? "" : spec.folder()).toAbsolutePath();
    if (!Files.isDirectory(where)) {
      throw new ProcessFailedException(
          "process: folder: there is no folder " + where + " on this member");
    }
    ChildProcess child;
    try {
      child = ChildProcess.start(command, environment, where);
    } catch (IOException | RuntimeException e) { // too many, too long, a NUL in a text
      throw new ProcessFailedException("process: could not be started: " + e.getMessage());
    }
    try {
      OutputCapture stdout = new OutputCapture("stdout", folder.stdout(), spec.outputBytes(), sink);
      OutputCapture stderr = new OutputCapture("stderr", folder.stderr(), spec.outputBytes(), sink);
      return new TrialProcess(trial, spec, child, stdout, stderr, router, atEndOfOutput);
    } catch (IOException | RuntimeException | Error e) {
      child.kill();
      throw e;
    }
  }

  ChildProcess child() {
    return child;
  }

  /** Hands over what it has printed so far. */
  void flushOutput() {
    stdout.flush();
    stderr.flush();
  }

  /**
   * Waits until the process is gone, and does what it takes.
   *
   * @param endsByItself whether it need not be asked to end
   */
  void stop(boolean endsByItself) throws InterruptedException {
    if (!endsByItself || !child.waitFor(spec.stopGraceS())) {
      child.terminate();
      if (!child.waitFor(spec.stopGraceS())) {
        child.kill();
        child.waitFor();
      }
    }
    child.kill(); // lets go of the pipe
    drain();
    stdout.end();
    stderr.end();
  }

  /** Why the process failed, with the last that it said; to be asked when it is over. */
  String failure(String who, int exitCode) throws InterruptedException {
    errPump.awaitEnd(END_OF_STREAM_MS);
    String said = stderr.tail(SHOWN_BYTES).strip();
    String first = who + " " + ChildProcess.describe(exitCode);
    if (said.isEmpty()) {
      return first;
    }
    String last = said.substring(said.lastIndexOf('\n') + 1).strip();
    return first + ": " + cut(last) + "\n" + said;
  }

  private void drain() throws InterruptedException {
    boolean outEnded = outPump.awaitEnd(END_OF_STREAM_MS);
    boolean errEnded = errPump.awaitEnd(END_OF_STREAM_MS);
    if (!outEnded || !errEnded) {
      LOG.warn("{}: someone still holds its output open; left behind", trial.trialId());
    }
  }

  private OutputPump pump(String name, InputStream in, OutputPump.Target to, Runnable atEnd) {
    return OutputPump.start(name + "-" + trial.trialId(), in, to, atEnd);
  }

  private static String cut(String line) {
    return line.length() <= SHOWN_LINE ? line : line.substring(0, SHOWN_LINE) + "…";
  }
}
