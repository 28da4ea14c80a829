package org.tune4j.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Result;

/**
 * A trial and what it is ranked by.
 *
 * @param trial whatever names it
 * @param value what a {@link Measure} made of its results
 */
public record Ranking<T>(T trial, double value) {

  /**
   * The trials, the best first; of equals the one that came first.
   *
   * @param results of each trial, in the order in which they count; a trial without a value is left
   *     out
   */
  public static <T> List<Ranking<T>> of(
      Map<T, List<Result>> results, Objective objective, Measure measure) {
    List<Ranking<T>> ranking = new ArrayList<>();
    results.forEach(
        (trial, of) -> {
          Double value = measure.of(of, objective);
          if (value != null) {
            ranking.add(new Ranking<>(trial, value));
          }
        });
    Comparator<Ranking<T>> order = Comparator.comparingDouble(Ranking::value);
    ranking.sort(objective.mode() == Objective.Mode.MAX ? order.reversed() : order);
    return Collections.unmodifiableList(ranking);
  }
}
