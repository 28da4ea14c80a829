package org.tune4j.tuner.report;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.Trial;

/**
 * Files per trial for people and tools that come from Ray Tune, in the {@linkplain TrialFolder
 * trial's folder}:
 *
 * <ul>
 *   <li>{@code params.json}: the config
 *   <li>{@code result.json}: one JSON object per result and line; {@code date} is UTC, {@code
 *       timestamp} in seconds, {@code hostname} the grid's name of the member. The config is
 *       <em>not</em> repeated on each line, as Tune does; there is no {@code pid}
 *   <li>{@code progress.csv}: the same flat, without lists; a metric that comes late widens the
 *       whole file
 *   <li>{@code error.txt}: the failures
 * </ul>
 *
 * <p>and for each sweep whose trials go on at checkpoints of others the {@link LineageFiles}.
 *
 * <p>They follow from the sweep's events alone: equal events, equal bytes. A thread of its own
 * writes them, in the order of the calls: half a second later, or when the trial ends. Who is too
 * far ahead of it waits. What cannot be written is logged, once for each trial, and lost to the
 * files.
 *
 * <p>After a crash of the driver the files may lack the end: {@link #written} says up to which
 * event they are whole, and {@link #rewrite} makes those of a trial so. Thread-safe.
 */
public final class ResultFiles implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ResultFiles.class);
  private static final long FLUSH_EVERY_NS = Duration.ofMillis(500).toNanos();
  private static final int MOST_TRIALS = 2_000;

  private static final int MOST_COMPLAINTS = 20;

  /** Events that may wait for the thread. */
  private static final int MOST_WAITING = 10_000;

  private final Path results;
  private final ResultFileSet files;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MOST_WAITING);

  /** The folders of trials of which something was lost; touched by the thread, then by close. */
  private final Set<Path> incomplete = new TreeSet<>();

  private final Thread thread =
      Thread.ofPlatform().daemon().name("tune-files").unstarted(this::run);
  private boolean closed;

  /** What the thread is asked to do. */
  private record Order(int weight, Runnable work, boolean isLast) {}

  /**
   * Writes nothing yet.
   *
   * @param results the folder of all sweeps
   */
  public ResultFiles(Path results) {
    this.results = results;
    this.files = new ResultFileSet(results, MOST_TRIALS, this::complain);
    thread.start();
  }

  /** Writes {@code params.json}, unless it is there. */
  public void params(Trial trial) {
    order(1, () -> files.params(trial));
  }

  /** Takes recorded events in, in their order, of any trials. */
  public void append(List<Recorded> batch) {
    List<Recorded> events = List.copyOf(batch);
    order(events.size(), () -> files.append(events));
  }

  /**
   * Makes the files of one trial anew, but for its failures: they happened, though what led to them
   * may no longer count.
   *
   * @param events those of the trial that count, in their order
   */
  public void rewrite(Trial trial, List<Recorded> events) {
    List<Recorded> counting = List.copyOf(events);
    order(counting.size(), () -> files.rewrite(trial, counting));
  }

  /** A trial goes on at a checkpoint of another: a line more in the {@link LineageFiles}. */
  public void exploited(String sweep, Exploit exploit) {
    order(1, () -> attempt(sweep, lineage -> lineage.add(exploit)));
  }

  /**
   * Makes the {@link LineageFiles} of a sweep anew.
   *
   * @param exploits all that count, in their order
   */
  public void lineage(String sweep, List<Exploit> exploits) {
    List<Exploit> all = List.copyOf(exploits);
    order(1, () -> attempt(sweep, lineage -> lineage.rewrite(all)));
  }

  /**
   * The last event (its seq) up to which the files of a sweep's trials were whole when an earlier
   * driver died; 0 when that is not known.
   */
  public long written(String sweep) {
    return ResultFileSet.written(results, sweep);
  }

  /** Waits until all that was given has been handed to the operating system. */
  public void flush() {
    CountDownLatch done = new CountDownLatch(1);
    order(
        0,
        () -> {
          files.flush();
          done.countDown();
        });
    uninterrupted(done::await);
  }

  /**
   * As {@link #flush}, and for good.
   *
   * @throws IOException when the files of some trials could not be written
   */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (!closed) {
        closed = true;
        orders.add(new Order(0, () -> {}, true));
      }
    }
    uninterrupted(thread::join);
    if (!incomplete.isEmpty()) {
      throw new IOException("the files of some trials lack lines " + incomplete);
    }
  }

  private void order(int weight, Runnable work) {
    int needed = Math.min(weight, MOST_WAITING);
    room.acquireUninterruptibly(needed); // the thread gives it back in any case
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("result files: closed");
      }
      orders.add(new Order(needed, work, false));
    }
  }

  private interface Wait {
    void run() throws InterruptedException;
  }

  /** What was given is written whoever is interrupted; the interrupt is kept for later. */
  private static void uninterrupted(Wait wait) {
    boolean interrupted = false;
    while (true) {
      try {
        wait.run();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- on the thread ----

  private void run() {
    boolean isWaiting = false; // something is, to be flushed
    long flushAt = 0;
    Order order = next(FLUSH_EVERY_NS);
    while (order == null || !order.isLast()) {
      if (order != null) {
        obey(order);
        flushAt = isWaiting ? flushAt : System.nanoTime() + FLUSH_EVERY_NS;
        isWaiting = true;
      }
      long left = flushAt - System.nanoTime();
      if (isWaiting && left <= 0) {
        files.flush();
        isWaiting = false;
      }
      order = next(isWaiting ? left : FLUSH_EVERY_NS);
    }
    files.close();
  }

  private @Nullable Order next(long waitNs) {
    try {
      return orders.poll(Math.max(0, waitNs), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) { // by nobody who knows this thread
      return null;
    }
  }

  private void obey(Order order) {
    try {
      order.work().run();
    } catch (RuntimeException e) { // one order's trouble is not the next one's
      LOG.error("result files: an order failed", e);
    } finally {
      room.release(order.weight());
    }
  }

  private interface LineageWork {
    void on(LineageFiles files) throws IOException;
  }

  private void attempt(String sweep, LineageWork work) {
    Path folder = TrialFolder.ofSweep(results, sweep);
    try {
      work.on(new LineageFiles(folder));
    } catch (IOException e) {
      complain(folder, e);
    }
  }

  private void complain(Path folder, IOException e) {
    if (incomplete.size() < MOST_COMPLAINTS && incomplete.add(folder)) {
      LOG.error("{}: a result file could not be written: {}", folder, e.toString());
    }
  }
}
