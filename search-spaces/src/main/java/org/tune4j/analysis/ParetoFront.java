package org.tune4j.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.tune4j.search.Domination;
import org.tune4j.search.Observation;

/** The best trade-offs: the trials that no other dominates. */
public final class ParetoFront {
  /** Dominating trials come before those that they dominate. */
  private static final Comparator<Observation> ORDER =
      Comparator.<Observation>comparingDouble(o -> o.score().violation())
          .thenComparing((a, b) -> Arrays.compare(a.score().values(), b.score().values()))
          .thenComparingInt(Observation::number);

  private ParetoFront() {}

  /**
   * Those of the trials that no other dominates (see {@link Domination}), by their values: the best
   * in the first objective first. Trials with the same values are all there. When no trial keeps to
   * all bounds, it is those that are out of them by the least.
   *
   * @param observations in any order; only those that ended well with a value of each objective
   *     count, and these must all have as many
   */
  public static List<Observation> of(List<Observation> observations) {
    List<Observation> front = new ArrayList<>();
    observations.stream()
        .filter(ParetoFront::counts)
        .sorted(ORDER)
        .forEach(
            observation -> {
              if (front.stream().noneMatch(better -> dominates(better, observation))) {
                front.add(observation);
              }
            });
    return List.copyOf(front);
  }

  private static boolean counts(Observation observation) {
    return observation.counts()
        && Arrays.stream(observation.score().values()).noneMatch(Double::isNaN);
  }

  private static boolean dominates(Observation better, Observation observation) {
    return Domination.compare(better.score(), observation.score()) < 0;
  }
}
