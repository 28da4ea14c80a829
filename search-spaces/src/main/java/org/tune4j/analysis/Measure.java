package org.tune4j.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Result;

/** What one number stands for all results of a trial. */
@FunctionalInterface
public interface Measure {
  /** The value that was reported last. */
  Measure LAST = (results, objective) -> mean(values(results, objective), 1);

  /** The best value that was reported. */
  Measure BEST =
      (results, objective) -> {
        Double best = null;
        for (double value : values(results, objective)) {
          best = objective.isBetter(value, best) ? (Double) value : best;
        }
        return best;
      };

  /** The mean of all values. */
  Measure AVERAGE = (results, objective) -> mean(values(results, objective), Integer.MAX_VALUE);

  /**
   * The number; {@code null} when no result has the metric.
   *
   * @param results of one trial, in the order in which they count; those without the metric are
   *     passed over
   */
  @Nullable Double of(List<Result> results, Objective objective);

  /**
   * The mean of the last few values, or of all when there are fewer.
   *
   * @param count how many, from 1
   * @throws IllegalArgumentException when it is less
   */
  static Measure averageOfLast(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("average: must be of 1 value at least (" + count + ")");
    }
    return (results, objective) -> mean(values(results, objective), count);
  }

  private static double[] values(List<Result> results, Objective objective) {
    return results.stream()
        .map(result -> result.value(objective.metric()))
        .filter(java.util.Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static @Nullable Double mean(double[] values, int last) {
    int first = Math.max(0, values.length - last);
    double mean = 0;
    for (int i = first; i < values.length; i++) {
      mean += (values[i] - mean) / (i - first + 1); // a sum could overflow
    }
    return values.length == 0 ? null : (Double) mean;
  }
}
