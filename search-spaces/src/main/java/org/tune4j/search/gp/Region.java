package org.tune4j.search.gp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Observation;

/**
 * How far from the best place it is worth looking: twice as far after some successes in a row, half
 * as far after some failures (TuRBO: Eriksson, Pearce, Gardner, Turner and Poloczek, "Scalable
 * global optimization via local Bayesian optimization", 2019). It follows from the history. Not
 * thread-safe.
 */
final class Region {
  private static final double FIRST = 0.8;
  private static final double MOST = 1.6;
  private static final double LEAST = 1.0 / 128;
  private static final int SUCCESSES = 3;

  private final int failures;
  private double length = FIRST;
  private int good;
  private int bad;
  private double best = Double.POSITIVE_INFINITY;
  private double violation; // of the best
  private int read;
  private @Nullable Observation last;

  Region(int dimensions) {
    failures = Math.max(4, dimensions);
  }

  /** The length of its sides after these trials, of which the first ones were random. */
  @SuppressWarnings("ReferenceEquality") // another history has others that may be equal
  double after(List<Observation> ended, int random) {
    if (read > ended.size() || (read > 0 && ended.get(read - 1) != last)) {
      restart();
      read = 0;
      best = Double.POSITIVE_INFINITY;
      violation = 0;
    }
    for (; read < ended.size(); read++) {
      last = ended.get(read);
      learn(last, read < random);
    }
    return length;
  }

  private void learn(Observation trial, boolean isRandom) {
    boolean isBetter = trial.counts() && isBetter(trial);
    if (trial.counts() && trial.value() < best) {
      best = trial.value();
      violation = trial.score().violation();
    }
    if (isRandom) {
      return;
    }
    good = isBetter ? good + 1 : 0;
    bad = isBetter ? 0 : bad + 1;
    if (good == SUCCESSES) {
      length = Math.min(MOST, 2 * length);
      good = 0;
    } else if (bad == failures) {
      length /= 2;
      bad = 0;
    }
    if (length < LEAST) {
      restart();
    }
  }

  /** Noticeably, in terms of what is to be made small. */
  private boolean isBetter(Observation trial) {
    boolean isBothBroken = violation > 0 && !trial.isFeasible();
    return isBothBroken
        ? trial.score().violation() < (1 - 1e-3) * violation
        : trial.value() < best - 1e-3 * Math.abs(best);
  }

  private void restart() {
    length = FIRST;
    good = 0;
    bad = 0;
  }
}
