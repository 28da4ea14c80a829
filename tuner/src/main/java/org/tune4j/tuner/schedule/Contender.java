package org.tune4j.tuner.schedule;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A trial in a {@link Bracket}. */
final class Contender {
  final String id;
  final int number;
  final Bracket bracket;

  /** The rung at which it competes. */
  int rung;

  /** At how many rungs it has been: more than {@link #rung} when it waits to be judged there. */
  int reached;

  /** What it had come to at each rung that it has reached; less is better. */
  private final double[] scores;

  /** How far out of bounds it was there; {@code null} while it never was. */
  private double @Nullable [] violations;

  /** How good it was at the rung before, from 0 for the best. */
  int rank;

  /** Whether it holds nothing and waits. */
  boolean isPaused;

  boolean hasEnded;

  /** Why there is no use for it any more; {@code null} while there is. */
  @Nullable String dropped;

  Contender(String id, int number, Bracket bracket, int rungs) {
    this.id = id;
    this.number = number;
    this.bracket = bracket;
    this.scores = new double[rungs];
  }

  void reach(double score, double violation) {
    scores[reached] = score;
    if (violation > 0) {
      if (violations == null) {
        violations = new double[scores.length];
      }
      violations[reached] = violation;
    }
    reached++;
  }

  double score(int at) {
    return scores[at];
  }

  double violation(int at) {
    return violations == null ? 0 : violations[at];
  }

  /** Whether it could be at a rung: it is there already, or can go on. */
  boolean canReach(int at) {
    return reached > at || !hasEnded;
  }

  /** The best first: those less out of bounds, then the better, then the older. */
  static Comparator<Contender> bestAt(int rung) {
    return Comparator.<Contender>comparingDouble(c -> c.violation(rung))
        .thenComparingDouble(c -> c.score(rung))
        .thenComparingInt(c -> c.number);
  }
}
