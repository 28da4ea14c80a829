package org.tune4j.rl.algorithm;

import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;

/** The keys of evaluation; {@link EvaluationSettings} explains them. */
record EvaluationConfig(
    @Nullable Integer evaluationInterval,
    Object evaluationDuration,
    String evaluationDurationUnit,
    int evaluationNumWorkers,
    Config evaluationConfig,
    boolean evaluationParallelToTraining,
    @Nullable String customEvalFunction,
    boolean alwaysAttachEvaluationResults,
    boolean inEvaluation) {

  /** Whether an evaluation lasts as long as an iteration. */
  boolean auto() {
    return evaluationDuration.equals(EvaluationSettings.AUTO);
  }

  boolean inEpisodes() {
    return evaluationDurationUnit.equals(EvaluationSettings.EPISODES) && !auto();
  }

  /** How many of the unit. */
  long duration() {
    return ((Number) evaluationDuration).longValue();
  }

  /** Whether an iteration ends with an evaluation. */
  boolean isDue(long iteration) {
    return evaluationInterval != null && iteration % evaluationInterval == 0;
  }
}
