package org.tune4j.results;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that touches the database. H2 reads its file on the thread that asks, and when
 * that thread is interrupted, Java closes the file and the database is lost to the process; so
 * callers' threads, which may be interrupted at any time, stay out of it.
 */
final class DbThread implements AutoCloseable {
  private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("results-db").daemon().factory());

  DbThread() {
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs it and waits; an interrupt of the caller is kept for later. */
  <T> T call(Callable<T> work) {
    if (INSIDE.get()) {
      throw new IllegalStateException("results: called back while a call is under way");
    }
    Future<T> future =
        executor.submit(
            () -> {
              INSIDE.set(true);
              return work.call();
            });
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Runs it after a while, unless this is closed before. */
  void later(long delayNs, Runnable work) {
    Future<?> unused =
        executor.schedule(
            () -> {
              INSIDE.set(true);
              work.run();
            },
            delayNs,
            TimeUnit.NANOSECONDS);
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(cause);
    };
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
