package org.tune4j.rl.replay;

import org.jspecify.annotations.Nullable;
import org.tune4j.rl.exploration.Schedule;

/** The keys of algorithms that learn from replayed transitions. */
public record ReplayConfig(
    Buffer replayBufferConfig,
    boolean storeBufferInCheckpoints,
    int trainBatchSize,
    int learningStarts,
    int nStep,
    double gamma,
    boolean prioritizedReplay,
    double prioritizedReplayAlpha,
    double prioritizedReplayBeta,
    double finalPrioritizedReplayBeta,
    int prioritizedReplayBetaAnnealingTimesteps,
    double prioritizedReplayEps,
    @Nullable Double trainingIntensity) {

  /** The keys of {@code replay_buffer_config} that are used. */
  public record Buffer(int capacity) {}

  Schedule beta() {
    return new Schedule.Linear(
        prioritizedReplayBeta, finalPrioritizedReplayBeta, prioritizedReplayBetaAnnealingTimesteps);
  }

  ReplayBuffer buffer(int observation, int action) {
    return prioritizedReplay
        ? new PrioritizedReplay(
            replayBufferConfig.capacity,
            observation,
            action,
            new PrioritizedReplay.Priorities(prioritizedReplayAlpha, prioritizedReplayEps))
        : new UniformReplay(replayBufferConfig.capacity, observation, action);
  }
}
