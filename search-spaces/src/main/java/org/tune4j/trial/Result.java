package org.tune4j.trial;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a trial reported. The key (trial, attempt, training_iteration) is unique: a
 * result that is sent again is the same result.
 *
 * @param trialId the trial
 * @param attempt which start of the trial reported it, from 1
 * @param trainingIteration the number of the step, from 1; goes on from the checkpoint after a
 *     restart
 * @param timestepsTotal environment steps (or whatever the trainable counts) so far, 0 when it
 *     counts none
 * @param episodesTotal episodes so far, 0 when there are none
 * @param timeTotalS seconds spent in steps so far; survives a restart
 * @param metrics the other numbers by name, {@code /} between the levels of nested names; never NaN
 *     or infinite: a metric without a value is not there
 * @param extra what is no number (histograms, texts), as one JSON object; {@code null} when there
 *     is nothing
 * @param done whether the trainable has nothing left to do
 */
public record Result(
    String trialId,
    int attempt,
    int trainingIteration,
    long timestepsTotal,
    long episodesTotal,
    double timeTotalS,
    SortedMap<String, Double> metrics,
    @Nullable String extra,
    boolean done) {

  public static final String TRAINING_ITERATION = "training_iteration";
  public static final String TIMESTEPS_TOTAL = "timesteps_total";
  public static final String EPISODES_TOTAL = "episodes_total";
  public static final String TIME_TOTAL_S = "time_total_s";

  public Result {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    for (Map.Entry<String, Double> metric : metrics.entrySet()) {
      if (!Double.isFinite(metric.getValue())) {
        throw new IllegalArgumentException(
            "result: " + metric.getKey() + ": must be finite (" + metric.getValue() + ")");
      }
    }
  }

  /** Whether every result has a number of that name, whatever its trial reports. */
  public static boolean isAlwaysThere(String name) {
    return switch (name) {
      case TRAINING_ITERATION, TIMESTEPS_TOTAL, EPISODES_TOTAL, TIME_TOTAL_S -> true;
      default -> false;
    };
  }

  /**
   * The number of that name, be it a component of this record or a metric; {@code null} when it is
   * not there.
   */
  public @Nullable Double value(String name) {
    return switch (name) {
      case TRAINING_ITERATION -> (double) trainingIteration;
      case TIMESTEPS_TOTAL -> (double) timestepsTotal;
      case EPISODES_TOTAL -> (double) episodesTotal;
      case TIME_TOTAL_S -> timeTotalS;
      default -> metrics.get(name);
    };
  }
}
