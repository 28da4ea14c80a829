package org.tune4j.tuner.engine;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.tuner.stop.StopRules;

/**
 * What the engine must know of a sweep beside its searcher.
 *
 * @param name the sweep's name
 * @param seed the sweep's seed, from which each trial's is derived
 * @param objectives what is optimised, and what metrics must keep to; {@code null} for nothing
 * @param stop what ends a trial or the sweep
 * @param maxConcurrent how many trials may hold resources at a time; 0 for no limit
 * @param maxFailures how many failures of its own a trial survives; -1 for no limit
 * @param timeBudget how long drivers may work on the sweep in all; {@code null} for no limit
 * @param checkpointsToKeep how many of the best checkpoints of a trial are kept beside the newest;
 *     at least 1
 * @param checkpointQuota how many bytes the checkpoints of all trials may take together; 0 for no
 *     limit
 * @param request what the trial of a variant asks for; pure, and throws {@link
 *     org.tune4j.yaml.InvalidInputException} when that cannot be made out
 */
public record SweepRules(
    String name,
    long seed,
    @Nullable Objectives objectives,
    StopRules stop,
    int maxConcurrent,
    int maxFailures,
    @Nullable Duration timeBudget,
    int checkpointsToKeep,
    long checkpointQuota,
    Function<Config, PlacementGroup> request) {

  /** The first objective; {@code null} when there is none. */
  @Nullable Objective objective() {
    return objectives == null ? null : objectives.first();
  }
}
