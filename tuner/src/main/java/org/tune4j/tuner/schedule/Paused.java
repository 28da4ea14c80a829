package org.tune4j.tuner.schedule;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Those of a population that are paused, and whose turn it is. Not thread-safe. */
final class Paused {
  /** The least trained first, lest one wait for ever; those that exploit before others. */
  private static final Comparator<Individual> BY_TURN =
      Comparator.comparingDouble((Individual one) -> one.worked)
          .thenComparing(one -> !one.exploits)
          .thenComparingInt(Individual::number);

  /** In a round, what others go on from must not have gone on before. */
  private static final Comparator<Individual> BY_ROUND =
      Comparator.comparing((Individual one) -> !one.exploits).thenComparing(BY_TURN);

  /** Those that may go on. What they are sorted by does not change while they wait. */
  private final TreeSet<Individual> ready;

  private int count;

  /**
   * @param inRounds whether all wait for each other
   */
  Paused(boolean inRounds) {
    this.ready = new TreeSet<>(inRounds ? BY_ROUND : BY_TURN);
  }

  void add(Individual one) {
    one.isPaused = true;
    one.overlooked = 0;
    count++;
  }

  /** Nothing happens when it is not there. */
  void remove(Individual one) {
    if (one.isPaused) {
      one.isPaused = false;
      ready.remove(one);
      count--;
    }
  }

  /** It may go on as soon as there is room. */
  void release(Individual one) {
    ready.add(one);
  }

  int count() {
    return count;
  }

  /** Whose turn it is; {@code null} when none may go on. */
  @Nullable Individual next() {
    return ready.isEmpty() ? null : ready.first();
  }
}
