package org.tune4j.tuner.sim;

import java.util.PriorityQueue;
import org.tune4j.space.Seeds;

/**
 * What is going to happen in a simulation, by its time, and of what happens at the same time in the
 * order in which it was planned, or in any other that a seed says.
 */
final class Agenda {
  private static final double MICROS = 1e6;

  /** More seconds than that are for ever; sums of such times stay numbers. */
  private static final double MOST_SECONDS = 1e11;

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private final long shuffling;
  private long now;
  private long planned;

  private record Entry(long at, long tie, long sequence, Runnable action)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      if (at != other.at) {
        return at < other.at ? -1 : 1;
      }
      return tie == other.tie
          ? Long.compare(sequence, other.sequence)
          : Long.compare(tie, other.tie);
    }
  }

  /**
   * An empty one.
   *
   * @param shuffling the seed of the order at the same time; 0 for the order of planning
   */
  Agenda(long shuffling) {
    this.shuffling = shuffling;
  }

  static long micros(double seconds) {
    return Math.round(Math.min(seconds, MOST_SECONDS) * MICROS);
  }

  /** Microseconds since the beginning. */
  long now() {
    return now;
  }

  double seconds() {
    return now / MICROS;
  }

  /** At a time, or now when that has passed. */
  void at(long micros, Runnable action) {
    long tie = shuffling == 0 ? 0 : Seeds.derive(shuffling, "order", planned);
    entries.add(new Entry(Math.max(micros, now), tie, planned++, action));
  }

  /** In so many seconds. */
  void in(double seconds, Runnable action) {
    at(now + micros(seconds), action);
  }

  /** Lets the next thing happen; {@code false} when nothing is left. */
  boolean step() {
    Entry next = entries.poll();
    if (next == null) {
      return false;
    }
    now = next.at;
    next.action.run();
    return true;
  }
}
