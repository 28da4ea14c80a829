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
 *   <li>what other trials went on at, whatever it is to its own, so that a lineage can be followed;
 *   <li>the best of those that have ended.
 * </ol>
 *
 * The worst goes first, of equals the one of the earlier trial. What a trial that goes on would
 * begin again from never goes: its newest, or another's that it went on at and has none since.
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
  private final Map<Entry, Boolean> shared = new HashMap<>();
  private final TreeSet<Entry> lineage = new TreeSet<>(WORST_FIRST);
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

  /**
   * A trial that goes on has these, which are {@linkplain #share shared} with none, oldest first.
   *
   * @param newest what it would begin again from; {@code null} for none
   */
  void has(int number, List<Kept> kept, @Nullable Kept newest) {
    if (quota == 0) {
      return;
    }
    List<Entry> entries = new ArrayList<>(kept.size());
    List<Entry> mayGo = new ArrayList<>(kept.size());
    for (Kept one : kept) {
      Entry entry = entry(number, one);
      entries.add(entry);
      if (!one.equals(newest)) {
        mayGo.add(entry);
      }
    }
    List<Entry> before = live.put(number, entries);
    if (before != null) {
      total -= bytes(before);
      before.forEach(older::remove);
    }
    total += bytes(entries);
    older.addAll(mayGo);
  }

  /**
   * One that other trials go on at, or went on at, is there.
   *
   * @param mayGo whether no trial would begin there again
   */
  void share(int number, Kept kept, boolean mayGo) {
    if (quota == 0) {
      return;
    }
    Entry entry = entry(number, kept);
    if (shared.put(entry, mayGo) == null) {
      total += entry.bytes();
    }
    if (mayGo) {
      lineage.add(entry);
    } else {
      lineage.remove(entry);
    }
  }

  /** It is no more, or like any other. */
  void unshare(int number, Kept kept) {
    Entry entry = entry(number, kept);
    if (shared.remove(entry) != null) {
      total -= entry.bytes();
      lineage.remove(entry);
    }
  }

  /** A trial that has ended has that one, which was shared. */
  void ended(int number, Kept kept) {
    if (quota > 0) {
      Entry entry = entry(number, kept);
      total += entry.bytes();
      ended.add(entry);
    }
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
      return nextShared();
    }
    List<Entry> entries = live.get(next.number());
    if (entries != null) {
      entries.remove(next);
    }
    return next;
  }

  private @Nullable Entry nextShared() {
    Entry next = lineage.pollFirst();
    if (next == null) {
      return ended.poll();
    }
    shared.remove(next);
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
