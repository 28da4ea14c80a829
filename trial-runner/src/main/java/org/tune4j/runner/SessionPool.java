package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.trial.SweepEvent.Outcome;

/**
 * The trials that run on one member, each on a thread of its own, and the watch over their limits.
 * Thread-safe.
 */
public final class SessionPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionPool.class);

  private record Key(String trialId, int attempt) {}

  private record Running(TrialSession session, Thread thread) {}

  private final TrainableRegistry registry;
  private final WorkFolders folders;
  private final PartHosting parts;
  private final LongSupplier nanos;
  private final Map<Key, Running> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * An empty pool.
   *
   * @param folder where the trials get their folders; no other pool may use it
   * @param parts where the trials run their parts
   */
  public SessionPool(TrainableRegistry registry, Path folder, PartHosting parts) {
    this(registry, folder, parts, System::nanoTime);
    Thread.ofPlatform().daemon().name("trial-watch").start(this::watchUntilClosed);
  }

  /** A pool whose time is {@code nanos} and whose {@link #watch} is the caller's. */
  SessionPool(TrainableRegistry registry, Path folder, PartHosting parts, LongSupplier nanos) {
    this.registry = registry;
    this.folders = new WorkFolders(folder);
    this.parts = parts;
    this.nanos = nanos;
  }

  /**
   * Starts an attempt and returns at once.
   *
   * @param restoreFrom a checkpoint folder as it was handed to {@link Reporter#saved}, which must
   *     stay until the attempt's first report; {@code null} to start afresh
   * @return false when this attempt already runs here: nothing was done
   * @throws IllegalStateException when the pool is closed
   */
  public boolean start(Assignment trial, @Nullable Path restoreFrom, Reporter reporter) {
    if (closed) {
      throw new IllegalStateException("session pool: closed");
    }
    Key key = new Key(trial.trialId(), trial.attempt());
    TrialSession session =
        new TrialSession(
            trial,
            registry,
            restoreFrom,
            folders,
            parts,
            reporter,
            nanos,
            () -> running.remove(key));
    Thread thread =
        Thread.ofPlatform().daemon().name("trial-" + trial.trialId()).unstarted(session);
    if (running.putIfAbsent(key, new Running(session, thread)) != null) {
      return false;
    }
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // no thread to be had
      running.remove(key);
      throw e;
    }
    return true;
  }

  /**
   * Asks an attempt to end, by an interrupt, and returns at once. It ends as {@link Outcome#LOST}
   * with that reason: the trial is not at fault. An attempt that does not come back within 10 s (a
   * process: 10 s and its grace) is abandoned.
   *
   * @return whether that attempt runs here
   */
  public boolean abort(String trialId, int attempt, String reason) {
    Running found = running.get(new Key(trialId, attempt));
    if (found != null) {
      found.session.kill(Outcome.LOST, reason);
    }
    return found != null;
  }

  /** Aborts all attempts and waits for them, 10 s at most, for processes their grace longer. */
  @Override
  public void close() {
    closed = true;
    List<Running> left = List.copyOf(running.values());
    left.forEach(r -> r.session.kill(Outcome.LOST, "its member was closed"));
    long began = System.nanoTime();
    left.forEach(r -> join(r.thread, began + TrialSession.graceNanos(r.session.trial())));
    left.forEach(r -> r.session.abandon());
    try {
      folders.close();
    } catch (IOException e) {
      LOG.warn("could not delete the trials' folders", e);
    }
  }

  /** Looks after every attempt once. */
  void watch() {
    for (Running attempt : running.values()) {
      try {
        attempt.session.watch();
      } catch (RuntimeException e) {
        LOG.error("{}: could not be watched", attempt.session.trial().trialId(), e);
      }
    }
  }

  private void watchUntilClosed() {
    try {
      while (!closed) {
        Thread.sleep(1000);
        watch();
      }
    } catch (InterruptedException e) { // nobody does that
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread, long deadlineNanos) {
    try {
      long leftMs = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (leftMs > 0 && thread != Thread.currentThread()) {
        thread.join(leftMs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
