package org.tune4j.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an algorithm may know: its trials, and what came of them. Not thread-safe. */
public final class History {
  private final List<Observation> ended = new ArrayList<>();
  private final List<Observation> counting = new ArrayList<>();
  private final TreeMap<Integer, Observation> running = new TreeMap<>();
  private @Nullable Observation best;

  /** All that have ended, in the order in which they did; grows at its end only. */
  public List<Observation> ended() {
    return Collections.unmodifiableList(ended);
  }

  /** Those that ended well with a value, in the order in which they did; grows at its end only. */
  public List<Observation> counting() {
    return Collections.unmodifiableList(counting);
  }

  /** Those that have not ended, by number. */
  public Collection<Observation> running() {
    return Collections.unmodifiableCollection(running.values());
  }

  /** The best that ended well; {@code null} when there is none. */
  public @Nullable Observation best() {
    return best;
  }

  /** A trial was proposed. */
  void propose(int number, double[] point) {
    running.put(number, Observation.proposed(number, point));
  }

  /** A running trial has a result; the best so far, less is better. */
  void report(int number, @Nullable Double value, int iteration) {
    running.computeIfPresent(
        number, (n, known) -> known.at(Observation.State.RUNNING, value, iteration));
  }

  /** A trial ended. */
  void end(int number, Observation.State state, @Nullable Double value) {
    Observation known = running.remove(number);
    if (known == null) {
      return;
    }
    Observation last = known.at(state, value, known.iteration());
    ended.add(last);
    if (last.counts()) {
      counting.add(last);
      if (best == null || last.value() < best.value()) {
        best = last;
      }
    }
  }
}
