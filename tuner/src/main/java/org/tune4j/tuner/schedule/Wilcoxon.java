package org.tune4j.tuner.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/**
 * Stops a trial that is very likely worse than the best one, when each result is the score on
 * another fold or instance: Wilcoxon's signed-rank test over those that both have scores on, the
 * rule of Optuna's {@code WilcoxonPruner}.
 *
 * <p>The best trial is the one with the best mean of those that ran to their end. Scores are kept
 * of it and of those that run.
 */
final class Wilcoxon extends JudgedOnce<Wilcoxon.Scores> {
  private static final String NAME = "wilcoxon";
  private static final String P = "p_threshold";
  private static final String STARTUP = "n_startup_steps";

  /** {@code wilcoxon}. */
  static final SchedulerKind KIND =
      new SchedulerKind(
          NAME,
          Set.of(),
          true,
          ConfigSchema.of(
              List.of(
                  new ConfigSchema.Key(P, new ValueType.Real(0, 1), "how unlikely chance must be"),
                  new ConfigSchema.Key(
                      STARTUP,
                      new ValueType.Whole(0, Integer.MAX_VALUE),
                      "how many scores a trial must share with the best one")),
              Map.of()),
          Wilcoxon::new);

  /** What a trial scored, by age. */
  static final class Scores extends Past {
    private final TreeMap<Double, Double> byAge = new TreeMap<>();

    private double mean() {
      double sum = 0;
      for (double score : byAge.values()) {
        sum += score;
      }
      return sum / byAge.size();
    }

    private double[] minus(Scores other) {
      double[] differences = new double[byAge.size()];
      int size = 0;
      for (Map.Entry<Double, Double> score : byAge.entrySet()) {
        Double there = other.byAge.get(score.getKey());
        if (there != null) {
          differences[size++] = score.getValue() - there;
        }
      }
      return Arrays.copyOf(differences, size);
    }
  }

  private final double p;
  private final long startup;
  private @Nullable Scores best;
  private String bestId = "";

  Wilcoxon(SchedulerKind.Setup setup) {
    super(NAME, Judge.ofFirst(setup));
    Config settings = setup.settings();
    this.p = settings.getDouble(P, 0.1);
    this.startup = Math.max(2, settings.getLong(STARTUP, 2));
  }

  @Override
  Scores begin() {
    return new Scores();
  }

  @Override
  void again(Scores scores, double age, double value) {
    scores.byAge.put(age, value);
  }

  @Override
  Verdict judge(Trial trial, Scores scores, Result result, double value, boolean othersWait) {
    scores.byAge.put(age(result), value);
    Scores other = best;
    if (other == null || scores.mean() <= other.mean()) {
      return Verdict.GO_ON;
    }
    double[] differences = scores.minus(other);
    if (differences.length < startup) {
      return Verdict.GO_ON;
    }
    double chance = SignedRank.above(differences);
    if (chance >= p) {
      return Verdict.GO_ON;
    }
    return new Verdict.Stop(
        reason(
            ("on %d common steps %s, mean %s at %s, is worse than that of %s, mean %s (p = %s <"
                    + " %s)")
                .formatted(
                    differences.length,
                    metric(),
                    text(scores.mean()),
                    at(result),
                    bestId,
                    text(other.mean()),
                    String.format(Locale.ROOT, "%.2g", chance),
                    Numbers.text(p))));
  }

  @Override
  void ended(Trial trial, Scores scores) {
    boolean isComplete = isComplete(trial, scores) && !scores.byAge.isEmpty();
    if (isComplete && (best == null || scores.mean() < best.mean())) {
      best = scores;
      bestId = trial.id();
    }
  }

  @Override
  public List<String> plan() {
    return List.of(
        "%s: a trial ends when its %s is worse than that of the best trial, with p < %s"
            .formatted(NAME, metric(), Numbers.text(p)));
  }
}
