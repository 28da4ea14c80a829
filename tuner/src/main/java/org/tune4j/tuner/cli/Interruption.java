package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets Ctrl-C and {@code kill} reach what runs: the JVM ends only after the state was saved, with
 * {@link ExitCode#INTERRUPTED}; a second Ctrl-C ends it at once, which loses no result. Closed
 * after what runs, so that the database is closed by then.
 */
final class Interruption implements AutoCloseable {
  private static final int LONGEST_WAIT_S = 60;
  private static final String REASON = "interrupted by its user";

  private final PrintWriter err;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::shutDown, "tune-interruption");
  private @Nullable Consumer<String> asked;
  private boolean goingDown;
  private volatile Consumer<String> say;

  Interruption(PrintWriter err) {
    this.err = err;
    this.say = err::println;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * From now on this is asked to save the state and end, with the reason; at once when the JVM has
   * been told to end while this was starting.
   */
  synchronized void reaches(Consumer<String> running) {
    asked = running;
    if (goingDown) {
      running.accept(REASON);
    }
  }

  /** From now on that is who tells the user that the state is being saved. */
  void isToldBy(Consumer<String> teller) {
    say = teller;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down, and the hook decides with which code.
    }
  }

  private void shutDown() {
    boolean again = SecondCtrlC.endsTheProcess();
    say.accept(
        "tune: interrupted; saving the state ("
            + (again ? "Ctrl-C again" : "kill -9")
            + " ends it at once)");
    err.flush();
    ask();
    try {
      boolean saved = closed.await(LONGEST_WAIT_S, TimeUnit.SECONDS);
      if (!saved) {
        err.println("tune: the trials did not stop in time; what was recorded is safe");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    err.flush();
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  private synchronized void ask() {
    goingDown = true;
    if (asked != null) {
      asked.accept(REASON);
    }
  }
}
