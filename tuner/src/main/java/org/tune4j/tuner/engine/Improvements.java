package org.tune4j.tuner.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.TrialState;

/**
 * Each result of a trial that was its best when it came: what the best was at any iteration. A
 * trial that goes on at another's checkpoint may have to forget some of its own results, but never
 * gets those of the other.
 */
final class Improvements {
  private final List<TrialState.Best> all = new ArrayList<>(4);

  /** The best so far is another one. */
  void add(TrialState.@Nullable Best best) {
    if (best != null && (all.isEmpty() || !all.getLast().equals(best))) {
      all.add(best);
    }
  }

  /** Forgets what came after an iteration, and returns the best until then. */
  TrialState.@Nullable Best upTo(int iteration) {
    while (!all.isEmpty() && all.getLast().iteration() > iteration) {
      all.removeLast();
    }
    return all.isEmpty() ? null : all.getLast();
  }
}
