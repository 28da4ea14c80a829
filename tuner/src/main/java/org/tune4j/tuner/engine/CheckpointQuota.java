package org.tune4j.tuner.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objective;
import org.tune4j.tuner.engine.Checkpoints.Kept;

/**
 * Which checkpoints give way when those of a sweep take more than they may. In this order:
 *
 * <ol>
 *   <li>of trials that have ended, what is neither the best nor the newest of its trial;
 *   <li>the rest of these, but for the best of all;
 *   <li>of trials that go on, what is not the newest;
 *   <li>the best of those that have ended.
 * </ol>
 *
 * The worst goes first, of equals the one of the earlier trial. The newest of a trial that goes on
 * never goes: it is what the trial would begin again from.
 *
 * <p>Remembers a few numbers of each checkpoint that is there, and nothing without a quota. Each
 * counts at least {@link #LEAST} bytes, which a file takes anyway, so the quota bounds this memory,
 * too.
 */
final class CheckpointQuota {
  static final long LEAST = 4096;

  private static final Comparator<Entry> WORST_FIRST =
      Comparator.comparingDouble(Entry::worth)
          .thenComparingInt(Entry::number)
          .thenComparingInt(Entry::attempt)
          .thenComparingInt(Entry::iteration);

  private final long quota;
  private final @Nullable Objective objective;
  private final Map<Integer, List<Entry>> live = new HashMap<>();
  private final PriorityQueue<Entry> spare = new PriorityQueue<>(WORST_FIRST);
  private final PriorityQueue<Entry> ended = new PriorityQueue<>(WORST_FIRST);
  private final TreeSet<Entry> older = new TreeSet<>(WORST_FIRST);
  private long total;

  /**
   * A checkpoint that is there.
   *
   * @param number its trial's
   * @param worth more is better
   */
  record Entry(int number, int attempt, int iteration, long bytes, double worth) {}

  /**
   * A quota.
   *
   * @param quota in bytes; 0 for none
   */
  CheckpointQuota(long quota, @Nullable Objective objective) {
    this.quota = quota;
    this.objective = objective;
  }

  /** A trial that goes on has these, oldest first. */
  void has(int number, List<Kept> kept) {
    if (quota == 0) {
      return;
    }
    List<Entry> entries = new ArrayList<>(kept.size());
    kept.forEach(k -> entries.add(entry(number, k)));
    List<Entry> before = live.put(number, entries);
    if (before != null) {
      total -= bytes(before);
      before.forEach(older::remove);
    }
    total += bytes(entries);
    older.addAll(entries.subList(0, Math.max(0, entries.size() - 1)));
  }

  /** A trial has ended. */
  void ended(int number) {
    List<Entry> entries = live.remove(number);
    if (entries == null || entries.isEmpty()) {
      return;
    }
    entries.forEach(older::remove);
    Entry newest = entries.getLast();
    Entry best = newest;
    for (Entry entry : entries.reversed()) { // of equals, the newer one
      best = entry.worth() > best.worth() ? entry : best;
    }
    for (Entry entry : entries) {
      (entry.equals(newest) || entry.equals(best) ? ended : spare).add(entry);
    }
  }

  /** Whether they take more than they may. */
  boolean isExceeded() {
    return quota > 0 && total > quota;
  }

  /** What they take, in bytes. */
  long total() {
    return total;
  }

  /**
   * Forgets the one that gives way next; {@code null} when none must, or what is left must stay.
   */
  @Nullable Entry giveWay() {
    Entry next = isExceeded() ? next() : null;
    if (next != null) {
      total -= next.bytes();
    }
    return next;
  }

  private @Nullable Entry next() {
    if (!spare.isEmpty()) {
      return spare.poll();
    }
    if (ended.size() > 1) {
      return ended.poll();
    }
    Entry next = older.pollFirst();
    if (next == null) {
      return ended.poll();
    }
    List<Entry> entries = live.get(next.number());
    if (entries != null) {
      entries.remove(next);
    }
    return next;
  }

  private Entry entry(int number, Kept kept) {
    return new Entry(
        number,
        kept.checkpoint().attempt(),
        kept.checkpoint().trainingIteration(),
        Math.max(LEAST, kept.checkpoint().bytes()),
        worth(kept.value()));
  }

  /** What has no value is worth least. */
  private double worth(@Nullable Double value) {
    if (objective == null || value == null || value.isNaN()) {
      return Double.NEGATIVE_INFINITY;
    }
    return objective.mode() == Objective.Mode.MAX ? value : -value;
  }

  private static long bytes(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::bytes).sum();
  }
}
