package org.tune4j.rl.algorithm;

import org.jspecify.annotations.Nullable;
import org.tune4j.rl.exploration.Exploration;
import org.tune4j.space.Config;

/** The keys that all algorithms use; {@link CommonSettings} explains them. */
public record CommonConfig(
    @Nullable String env,
    Config envConfig,
    int numWorkers,
    int numEnvsPerWorker,
    int rolloutFragmentLength,
    String batchMode,
    double gamma,
    double lr,
    int trainBatchSize,
    ModelConfig model,
    @Nullable Integer horizon,
    boolean noDoneAtEnd,
    @Nullable Object clipRewards,
    boolean explore,
    Config explorationConfig,
    String observationFilter,
    int metricsNumEpisodesForSmoothing,
    @Nullable Long seed,
    int timestepsPerIteration) {

  /** How many environments step together: there is one rollout thread, the trial's own. */
  public int environments() {
    return Math.max(1, numWorkers) * numEnvsPerWorker;
  }

  public boolean completeEpisodes() {
    return batchMode.equals("complete_episodes");
  }

  public Exploration exploration(Exploration.Context context) {
    return Exploration.of(explorationConfig, context);
  }
}
