package org.tune4j.tuner.schedule;

import org.jspecify.annotations.Nullable;
import org.tune4j.search.Score;

/**
 * What was measured at one level of successive halving, which of it is among the best, and who
 * waits there. An entry is the number of a measurement, from 0.
 */
interface Rung {

  /** A trial that waits, and its measurement. */
  record Held(int entry, String trialId) {}

  /** How a rung is cut. */
  record Cut(long factor, int least, int expected) {

    /** How many of so many go on. */
    int quota(int size) {
      return (int) Math.max(least, size / factor);
    }

    /** The same when so many are expected. */
    Cut expecting(int other) {
      return new Cut(factor, least, other);
    }

    /** How many can ever go on, when {@code expected} says so. */
    int most() {
      return quota(expected);
    }
  }

  /** Another number of measurements will come than was expected; -1 when nobody knows. */
  void expect(int expected);

  /** Counts a measurement, and numbers it. */
  int add(Score score);

  /** How many were counted. */
  int size();

  /** How many of them go on. */
  int quota();

  /**
   * Whether a measurement is among the best {@link #quota}; one that equals such a one is as good.
   */
  boolean isAmongBest(int entry);

  /** Its trial waits here. */
  void hold(int entry, String trialId);

  /** Its trial does not wait any more. */
  void release(int entry);

  /**
   * The best that waits, if it is among the best {@link #quota}: exactly so many, of equals the
   * first.
   */
  @Nullable Held promotable();

  /** The worst that waits. */
  @Nullable Held worst();

  /** The worst that waits, if it cannot be among the best any more, whoever comes. */
  @Nullable Held hopeless();
}
