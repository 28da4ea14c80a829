package org.tune4j.tuner.stop;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/** Remembers the few trials that have reached a value. */
final class TargetWatch implements SweepWatch {
  private final SweepStopRule.Target rule;

  /** Trial number → the iteration at which it did. */
  private final Map<Integer, Integer> reached = new HashMap<>();

  private @Nullable String last;

  TargetWatch(SweepStopRule.Target rule) {
    this.rule = rule;
  }

  @Override
  public void onResult(Trial trial, Result result, Effort spent) {
    String now = rule.value().reason(result);
    if (now != null
        && reached.size() < rule.trials()
        && reached.putIfAbsent(trial.number(), result.trainingIteration()) == null) {
      last = now;
    }
  }

  @Override
  public void onRestarted(Trial trial, int after) {
    Integer iteration = reached.get(trial.number());
    if (iteration != null && iteration > after) {
      reached.remove(trial.number());
    }
  }

  @Override
  public @Nullable String reason() {
    return reached.size() < rule.trials()
        ? null
        : "target: %s %s reached %s, the last with %s"
            .formatted(
                BudgetWatch.counted(rule.trials(), "trial"),
                rule.trials() == 1 ? "has" : "have",
                rule.value(),
                last);
  }
}
