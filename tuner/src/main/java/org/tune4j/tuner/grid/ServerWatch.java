package org.tune4j.tuner.grid;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the user of a member when it has joined a grid, has lost the drivers there, and has found
 * one again; each change once. Drivers say every second that they are there. Thread-safe.
 */
public final class ServerWatch implements AutoCloseable {
  private static final long LOST_AFTER_S = 10;

  private final String place;
  private final IntSupplier members;
  private final Duration grace;
  private final Consumer<String> news;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tune-server-watch").factory());
  private boolean joined;
  private boolean lost;
  private @Nullable Long heardAt;

  /**
   * A watch; it begins with {@link #start}.
   *
   * @param place where the member was told to join
   * @param members how many there are now
   * @param grace how long trials go on while nobody drives them
   * @param news is told
   */
  public ServerWatch(String place, IntSupplier members, Duration grace, Consumer<String> news) {
    this.place = place;
    this.members = members;
    this.grace = grace;
    this.news = news;
  }

  /** Begins to look each second. */
  public void start() {
    look(System.nanoTime());
    var unused =
        timer.scheduleWithFixedDelay(() -> look(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
  }

  /** A driver has said something. */
  public void heard() {
    heard(System.nanoTime());
  }

  synchronized void heard(long nanos) {
    heardAt = nanos;
    if (lost) {
      lost = false;
      news.accept("found the server again (" + members() + ")");
    }
  }

  synchronized void look(long nanos) {
    if (!joined && members.getAsInt() > 1) {
      joined = true;
      news.accept("joined the grid of " + place + " (" + members() + ")");
    }
    if (!lost && heardAt != null && nanos - heardAt >= TimeUnit.SECONDS.toNanos(LOST_AFTER_S)) {
      lost = true;
      news.accept("lost the server; trials go on for " + text(grace));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private String members() {
    return members.getAsInt() + " members";
  }

  private static String text(Duration time) {
    return time.toSeconds() % 60 == 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " s";
  }
}
