package org.tune4j.runner;

import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;

/**
 * Everything that starts one attempt of a trial on some member.
 *
 * @param sweep the sweep's name
 * @param trialId the trial
 * @param attempt which start of it, from 1
 * @param trainable what runs: a registered name or a class name
 * @param config the point of the space
 * @param seed where all its randomness comes from; never 0
 * @param placement where its bundles lie; the first slot is the trainable's own
 * @param objectiveMetric the metric that must never be NaN; {@code null} when there is none
 * @param checkpointFrequency saves after every so many iterations; 0 is never
 * @param checkpointAtEnd whether to save when the trial is done or told to stop
 * @param stepTimeoutS the longest that one call of the trainable may take, in seconds; 0 is for
 *     ever
 * @param diskQuotaBytes the most that its folder may hold; 0 is anything
 */
public record Assignment(
    String sweep,
    String trialId,
    int attempt,
    String trainable,
    Config config,
    long seed,
    Placement placement,
    @Nullable String objectiveMetric,
    int checkpointFrequency,
    boolean checkpointAtEnd,
    double stepTimeoutS,
    long diskQuotaBytes) {

  public Assignment {
    if (attempt < 1 || checkpointFrequency < 0 || !(stepTimeoutS >= 0) || diskQuotaBytes < 0) {
      throw new IllegalArgumentException(
          "assignment: attempt must be from 1 (%d), the limits from 0 (%d, %s, %d)"
              .formatted(attempt, checkpointFrequency, stepTimeoutS, diskQuotaBytes));
    }
  }
}
