package org.tune4j.tuner.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/** What became of a sweep's trials: counts, the best one, and the few that ended last. */
public final class Tally {
  private static final int RECENT = 20;

  /** A trial that has ended, and its last result. */
  public record Ended(Trial trial, @Nullable Result last) {}

  private final @Nullable Objective objective;
  private final Deque<Ended> recent = new ArrayDeque<>();
  private int terminated;
  private int errors;
  private @Nullable Trial best; // of those that have ended

  Tally(@Nullable Objective objective) {
    this.objective = objective;
  }

  void seeEnd(Trial trial, @Nullable Result last) {
    if (trial.status() == TrialStatus.ERROR) {
      errors++;
    } else {
      terminated++;
    }
    recent.addLast(new Ended(trial, last));
    if (recent.size() > RECENT) {
      recent.removeFirst();
    }
    best = better(best, trial);
  }

  /** How many trials ended well. */
  public int terminated() {
    return terminated;
  }

  /** How many trials ended by a failure. */
  public int errors() {
    return errors;
  }

  /**
   * The best of the trials that have ended and of these; the first of equals, {@code null} for
   * none.
   */
  @Nullable Trial bestWith(Iterable<Trial> others) {
    Trial found = best;
    for (Trial other : others) {
      found = better(found, other);
    }
    return found;
  }

  private @Nullable Trial better(@Nullable Trial a, Trial b) {
    if (objective == null || b.bestValue() == null) {
      return a;
    }
    return a == null || objective.isBetter(b.bestValue(), a.bestValue()) ? b : a;
  }

  /** The trials that ended last, oldest first. */
  public List<Ended> recent() {
    return List.copyOf(recent);
  }
}
