package org.tune4j.tuner.stop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.trial.Result;

/**
 * A metric of a trial has stopped changing: the population standard deviation of its last values is
 * below a bound. Results without the metric say nothing.
 *
 * @param metric which
 * @param std the bound, above 0
 * @param numResults how many of the last values are compared, from 2
 * @param gracePeriod at which iteration it judges for the first time
 * @param threshold only a plateau at or beyond this value ends the trial; {@code null} for any
 * @param mode whether beyond the threshold is above or below; {@code null} without one
 */
public record Plateau(
    String metric,
    double std,
    int numResults,
    int gracePeriod,
    @Nullable Double threshold,
    @Nullable Mode mode)
    implements StopRule {
  public static final double STD = 0.01;
  public static final int NUM_RESULTS = 4;
  public static final int GRACE_PERIOD = 4;

  /**
   * So many values are remembered beside those that are compared: a trial that goes on from an
   * earlier checkpoint may find the values before it.
   */
  private static final int SPARE = 100;

  public Plateau {
    if (!(std > 0) || numResults < 2 || (threshold != null && mode == null)) {
      throw new IllegalArgumentException(
          "stop: plateau: std must be above 0 (%s), num_results at least 2 (%d), and a threshold must come with a mode"
              .formatted(std, numResults));
    }
  }

  /** With the usual settings. */
  public static Plateau of(String metric) {
    return new Plateau(metric, STD, NUM_RESULTS, GRACE_PERIOD, null, null);
  }

  @Override
  public TrialWatch watch() {
    return new Watch();
  }

  private final class Watch implements TrialWatch {
    private record Seen(int iteration, double value) {}

    private final Deque<Seen> seen = new ArrayDeque<>();

    @Override
    public @Nullable String reason(Result result) {
      while (!seen.isEmpty() && seen.peekLast().iteration >= result.trainingIteration()) {
        seen.removeLast(); // it was lost, and is reported again
      }
      Double value = result.value(metric);
      if (value == null) {
        return null;
      }
      seen.addLast(new Seen(result.trainingIteration(), value));
      if (seen.size() > numResults + SPARE) {
        seen.removeFirst();
      }
      return result.trainingIteration() >= gracePeriod
              && seen.size() >= numResults
              && isBeyond(value)
          ? judged(value)
          : null;
    }

    private @Nullable String judged(double value) {
      List<Double> last =
          seen.stream().skip(seen.size() - numResults).map(one -> one.value).toList();
      double spread = Spread.std(last);
      return spread < std
          ? "plateau: the std of the last %d %s is %s < %s%s"
              .formatted(
                  numResults, metric, Rules.shortText(spread), Rules.text(std), beyond(value))
          : null;
    }
  }

  private boolean isBeyond(double value) {
    return threshold == null || (mode == Mode.MAX ? value >= threshold : value <= threshold);
  }

  private String beyond(double value) {
    return threshold == null
        ? ""
        : " at " + Rules.text(value) + (mode == Mode.MAX ? " >= " : " <= ") + Rules.text(threshold);
  }

  @Override
  public SortedSet<String> metrics() {
    return Rules.names(metric);
  }

  @Override
  public Map<String, Object> words() {
    Map<String, Object> plateau = new LinkedHashMap<>();
    plateau.put("metric", metric);
    plateau.put("std", std);
    plateau.put("num_results", numResults);
    plateau.put("grace_period", gracePeriod);
    if (threshold != null && mode != null) {
      plateau.put("threshold", threshold);
      plateau.put("mode", mode == Mode.MAX ? "max" : "min");
    }
    return Map.of("plateau", plateau);
  }

  @Override
  public String toString() {
    return "a plateau of %s%s (std of the last %d < %s, from iteration %d)"
        .formatted(
            metric,
            threshold == null ? "" : (mode == Mode.MAX ? " >= " : " <= ") + Rules.text(threshold),
            numResults,
            Rules.text(std),
            gracePeriod);
  }
}
