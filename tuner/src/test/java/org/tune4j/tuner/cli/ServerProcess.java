package org.tune4j.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.tune4j.tuner.control.Control;
import org.tune4j.tuner.control.MemoryControl;
import org.tune4j.tuner.control.RunningServer;

/**
 * The main class of a JVM with {@code tune server --results RESULTS} that tests can stop or kill.
 */
public final class ServerProcess {
  private ServerProcess() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Starts starts =
        new Starts(
            Starts.USUAL.opening(),
            settings -> {
              if (args.length > 1) {
                out.println("starting");
                waitForInput();
              }
              return new UntilInterrupted(settings.results(), out);
            },
            Starts.USUAL.working());
    System.exit(TuneCommand.run(starts, out, err, "server", "--results", args[0]));
  }

  private static void waitForInput() {
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps names, and ends when it is asked to. */
  private static final class UntilInterrupted implements RunningServer {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final MemoryControl control;
    private final PrintWriter out;

    UntilInterrupted(Path results, PrintWriter out) {
      this.control = new MemoryControl(results);
      this.out = out;
    }

    @Override
    public Control control() {
      return control;
    }

    @Override
    public String member() {
      return "127.0.0.1:5701";
    }

    @Override
    public void interrupt(String reason) {
      out.println("state saved: " + reason);
      asked.countDown();
    }

    @Override
    public void await() throws InterruptedException {
      asked.await();
    }

    @Override
    public void close() {
      out.println("closed");
    }
  }
}
