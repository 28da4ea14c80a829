package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Trial;

/** The trials that have not ended, and how they rank. Not thread-safe. */
final class Population {
  /** Those that keep to their bounds before all others, however good these are. */
  private static final Comparator<Individual> BEST_FIRST =
      Comparator.comparingDouble((Individual one) -> one.violation)
          .thenComparingDouble(one -> -one.score)
          .thenComparingInt(Individual::number);

  private final Map<String, Individual> individuals = new LinkedHashMap<>();
  private final double fraction;

  /**
   * An empty one.
   *
   * @param fraction how many of all are among the best, and among the worst: from 0 to 0.5
   */
  Population(double fraction) {
    this.fraction = fraction;
  }

  void add(Trial trial) {
    individuals.put(trial.id(), new Individual(trial));
  }

  @Nullable Individual remove(Trial trial) {
    return individuals.remove(trial.id());
  }

  /** The trial as it stands now; {@code null} when it has ended. */
  @Nullable Individual see(Trial trial) {
    Individual one = individuals.get(trial.id());
    if (one != null) {
      one.trial = trial;
    }
    return one;
  }

  int size() {
    return individuals.size();
  }

  /** How many there are but for those that save nothing, which are running or paused for once. */
  int canPause() {
    return (int)
        individuals.values().stream().filter(one -> !one.saves.never() || one.isPaused).count();
  }

  /** In the order in which they were proposed. */
  Collection<Individual> all() {
    return individuals.values();
  }

  /** How many have a score. */
  int scored() {
    return (int) individuals.values().stream().filter(Individual::hasScore).count();
  }

  /** How many are among the best, and how many among the worst, of so many. */
  int quantile(int scored) {
    return Math.min((int) Math.ceil(scored * fraction - 1e-9), scored / 2); // 0.1 * 30 is above 3
  }

  /** How many stand before it, and those with a score only: 1 for the best. */
  int rank(Individual one) {
    int rank = 1;
    for (Individual other : individuals.values()) {
      if (other.hasScore() && BEST_FIRST.compare(other, one) < 0) {
        rank++;
      }
    }
    return rank;
  }

  /** Whether it is among the worst. */
  boolean isWorst(Individual one) {
    int scored = scored();
    return one.hasScore() && rank(one) > scored - quantile(scored);
  }

  /** Those among the best that it can go on from; empty when it is one of the best itself. */
  List<Individual> donors(Individual one) {
    List<Individual> ranked = new ArrayList<>();
    for (Individual other : individuals.values()) {
      if (other.hasScore()) {
        ranked.add(other);
      }
    }
    ranked.sort(BEST_FIRST);
    List<Individual> best = ranked.subList(0, quantile(ranked.size()));
    if (best.contains(one)) {
      return List.of();
    }
    String trainable = one.trial.trainable(); // what another one has learnt is no use
    return best.stream()
        .filter(donor -> donor.isSaved && !donor.isStopping)
        .filter(donor -> donor.trial.trainable().equals(trainable))
        .toList();
  }
}
