package org.tune4j.tuner.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Resources;
import org.tune4j.trial.TrialStatus;

/**
 * How a sweep stands at one moment, for people. Immutable.
 *
 * @param sweep its name
 * @param status a word or two, such as {@code running} or {@code interrupted}
 * @param objective what it optimises; {@code null} when nothing
 * @param counts how many trials have each status; those with none may be left out
 * @param total how many trials there will be; {@code null} when nobody knows
 * @param used what its trials hold now
 * @param offered what the grid has
 * @param elapsedS seconds since it began
 * @param memoryUsedBytes heap in use on the driver
 * @param memoryMaxBytes the most that heap may grow to
 * @param best the best trial so far; {@code null} before the first value
 * @param params paths of the config values to show, most telling first
 * @param rows trials in any order; all that run, and of the others as many as may be worth a line
 * @param submittedBy who submitted it; {@code null} when nobody was named
 * @param otherObjectives what it optimises beside the objective
 */
public record SweepView(
    String sweep,
    String status,
    @Nullable Objective objective,
    Map<TrialStatus, Integer> counts,
    @Nullable Long total,
    Resources used,
    Resources offered,
    double elapsedS,
    long memoryUsedBytes,
    long memoryMaxBytes,
    @Nullable Best best,
    List<String> params,
    List<Row> rows,
    @Nullable String submittedBy,
    List<Objective> otherObjectives) {
  /** The status of a sweep that may still get results from new trials. */
  public static final String RUNNING = "running";

  public SweepView {
    EnumMap<TrialStatus, Integer> copy = new EnumMap<>(TrialStatus.class);
    copy.putAll(counts);
    counts = Collections.unmodifiableMap(copy);
    params = List.copyOf(params);
    rows = List.copyOf(rows);
    otherObjectives =
        otherObjectives == null
            ? List.of()
            : List.copyOf(otherObjectives); // older servers do not say
  }

  /** One with a single objective. */
  public SweepView(
      String sweep,
      String status,
      @Nullable Objective objective,
      Map<TrialStatus, Integer> counts,
      @Nullable Long total,
      Resources used,
      Resources offered,
      double elapsedS,
      long memoryUsedBytes,
      long memoryMaxBytes,
      @Nullable Best best,
      List<String> params,
      List<Row> rows,
      @Nullable String submittedBy) {
    this(
        sweep,
        status,
        objective,
        counts,
        total,
        used,
        offered,
        elapsedS,
        memoryUsedBytes,
        memoryMaxBytes,
        best,
        params,
        rows,
        submittedBy,
        List.of());
  }

  /** How many trials have that status. */
  public int count(TrialStatus status) {
    return counts.getOrDefault(status, 0);
  }

  /** All trials so far. */
  public int count() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many trials will never run again. */
  public int countFinal() {
    return count(TrialStatus.TERMINATED) + count(TrialStatus.ERROR);
  }

  /**
   * The best trial so far.
   *
   * @param trialId the trial
   * @param value its best value of the objective
   * @param iteration where that was
   * @param config its config
   */
  public record Best(String trialId, double value, int iteration, Config config) {}

  /**
   * One trial.
   *
   * @param number counts the sweep's trials from 0
   * @param trialId its id
   * @param status where it is in its life
   * @param member where it runs, or ran last
   * @param iteration its last {@code training_iteration}, 0 before the first result
   * @param timeTotalS seconds spent in steps
   * @param timesteps its last {@code timesteps_total}
   * @param value the last value of the objective
   * @param config its config
   * @param note why it ended, or what it waits for
   * @param values the last values of all objectives, by metric, when there are several
   */
  public record Row(
      int number,
      String trialId,
      TrialStatus status,
      @Nullable String member,
      int iteration,
      double timeTotalS,
      long timesteps,
      @Nullable Double value,
      Config config,
      @Nullable String note,
      Map<String, Double> values) {
    public Row {
      values = values == null ? Map.of() : Map.copyOf(values); // older servers do not say
    }

    /** One of a sweep with a single objective. */
    public Row(
        int number,
        String trialId,
        TrialStatus status,
        @Nullable String member,
        int iteration,
        double timeTotalS,
        long timesteps,
        @Nullable Double value,
        Config config,
        @Nullable String note) {
      this(
          number,
          trialId,
          status,
          member,
          iteration,
          timeTotalS,
          timesteps,
          value,
          config,
          note,
          Map.of());
    }
  }
}
