package org.tune4j.rl.algorithm;

import org.jspecify.annotations.Nullable;
import org.tune4j.rl.env.Environments;
import org.tune4j.rl.preprocess.RewardClip;
import org.tune4j.rl.rollout.RolloutConfig;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

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
    boolean softHorizon,
    boolean noDoneAtEnd,
    boolean normalizeActions,
    boolean clipActions,
    @Nullable Object clipRewards,
    boolean explore,
    Config explorationConfig,
    String observationFilter,
    boolean synchronizeFilters,
    int metricsNumEpisodesForSmoothing,
    @Nullable Long seed,
    @Nullable Integer minTrainTimestepsPerReporting,
    int timestepsPerIteration) {

  /**
   * What the workers do.
   *
   * @param modelConfig the resolved {@code model}
   */
  public RolloutConfig rollout(Config modelConfig) {
    return new RolloutConfig(
        environment(),
        envConfig,
        numEnvsPerWorker,
        horizon == null ? Integer.MAX_VALUE : horizon,
        softHorizon,
        noDoneAtEnd,
        completeEpisodes(),
        RewardClip.parse(clipRewards),
        normalizeActions,
        clipActions,
        explorationConfig,
        observationFilter,
        true,
        modelConfig);
  }

  /** How many steps an iteration learns from at least. */
  int minTrained() {
    return minTrainTimestepsPerReporting == null ? 0 : minTrainTimestepsPerReporting;
  }

  public boolean completeEpisodes() {
    return batchMode.equals("complete_episodes");
  }

  private String environment() {
    if (env == null) {
      throw new InvalidInputException(
          new Problem(
              "config: env: must be given",
              null,
              "use one of "
                  + String.join(", ", Environments.names())
                  + ", or the name of a class"));
    }
    return env;
  }
}
