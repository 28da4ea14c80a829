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
  private final int[] levels;
  private @Nullable Observation best;

  /** One without levels. */
  History() {
    this(new int[0]);
  }

  /**
   * An empty one.
   *
   * @param levels iterations, rising, at which each trial's value is kept
   */
  History(int[] levels) {
    this.levels = levels.clone();
  }

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
    running.put(number, Observation.proposed(number, point, levels));
  }

  /** A trial was not made after all. */
  void forget(int number) {
    running.remove(number);
  }

  /** What another history knew of a trial, at its point of this space. */
  void adopt(Observation known, double[] point) {
    Observation here =
        new Observation(
            known.number(), point, known.state(), known.score(), known.levels(), known.iteration());
    running.put(here.number(), here);
    if (here.state() != Observation.State.RUNNING) {
      end(here.number(), here.state(), here.score());
    }
  }

  /** A running trial has a result. */
  void report(int number, Score score, int iteration) {
    running.computeIfPresent(number, (n, known) -> known.reported(levels, score, iteration));
  }

  /** A trial ended. */
  void end(int number, Observation.State state, Score score) {
    Observation known = running.remove(number);
    if (known == null) {
      return;
    }
    Observation last = known.ended(state, score);
    ended.add(last);
    if (last.counts()) {
      counting.add(last);
      if (best == null || last.value() < best.value()) {
        best = last;
      }
    }
  }
}
