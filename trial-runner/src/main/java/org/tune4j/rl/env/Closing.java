package org.tune4j.rl.env;

import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes several things, each of them even when others cannot be closed. */
public final class Closing {
  private Closing() {}

  /**
   * Closes all, in their order.
   *
   * @throws RuntimeException what was thrown first, with the rest suppressed
   */
  public static void all(Collection<? extends AutoCloseable> open) {
    RuntimeException failure = close(open, null);
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Closes what was made before something failed.
   *
   * @return the failure, with what closing threw suppressed
   */
  public static RuntimeException after(
      RuntimeException failure, Collection<? extends AutoCloseable> open) {
    close(open, failure);
    return failure;
  }

  private static @Nullable RuntimeException close(
      Collection<? extends AutoCloseable> open, @Nullable RuntimeException before) {
    RuntimeException first = before;
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (Exception e) {
        if (first == null) {
          first =
              e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }
    return first;
  }

  /**
   * Waits until a thread that was shut down has ended, also when the caller is interrupted, as
   * whoever closes a trial that was told to end may be.
   *
   * @param deadline by {@link System#nanoTime}
   * @return whether it has ended
   */
  public static boolean ends(ExecutorService thread, long deadline) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return thread.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
