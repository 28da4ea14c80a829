package org.tune4j.rl.algorithm.dqn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.replay.PrioritizedReplay;
import org.tune4j.rl.replay.ReplayBuffer;
import org.tune4j.rl.replay.UniformReplay;

/** The keys of DQN beside the common ones; {@link DqnSettings} explains them. */
record DqnConfig(
    double lr,
    @Nullable Object lrSchedule,
    int targetNetworkUpdateFreq,
    Replay replayBufferConfig,
    boolean storeBufferInCheckpoints,
    double adamEpsilon,
    @Nullable Double gradClip,
    int learningStarts,
    boolean dueling,
    List<Integer> hiddens,
    boolean doubleQ,
    boolean useHuber,
    double huberThreshold,
    int nStep,
    boolean prioritizedReplay,
    double prioritizedReplayAlpha,
    double prioritizedReplayBeta,
    double finalPrioritizedReplayBeta,
    int prioritizedReplayBetaAnnealingTimesteps,
    double prioritizedReplayEps,
    @Nullable Double trainingIntensity) {

  /** The keys of {@code replay_buffer_config} that are used. */
  record Replay(int capacity) {}

  Schedule learningRate() {
    return Schedule.parse(lrSchedule, lr);
  }

  Schedule beta() {
    return new Schedule.Linear(
        prioritizedReplayBeta, finalPrioritizedReplayBeta, prioritizedReplayBetaAnnealingTimesteps);
  }

  DqnLoss loss() {
    return new DqnLoss(useHuber ? huberThreshold : Double.POSITIVE_INFINITY);
  }

  double maximumNorm() {
    return gradClip == null ? Double.POSITIVE_INFINITY : gradClip;
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
