package org.tune4j.rl.algorithm.dqn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.algorithm.ModelConfig;
import org.tune4j.rl.exploration.Schedule;

/**
 * The keys of DQN beside the common ones and those of replay; {@link DqnSettings} explains them.
 */
record DqnConfig(
    double lr,
    @Nullable Object lrSchedule,
    int targetNetworkUpdateFreq,
    double adamEpsilon,
    @Nullable Double gradClip,
    boolean dueling,
    List<Integer> hiddens,
    boolean doubleQ,
    boolean useHuber,
    double huberThreshold,
    int numAtoms,
    double vMin,
    double vMax) {

  Schedule learningRate() {
    return Schedule.parse(lrSchedule, lr);
  }

  ModelConfig.Branches branches() {
    return new ModelConfig.Branches(hiddens, dueling, numAtoms);
  }

  /** Only with {@code num_atoms} above 1. */
  Atoms atoms() {
    return new Atoms(numAtoms, vMin, vMax);
  }

  DqnLoss loss() {
    return new DqnLoss(useHuber ? huberThreshold : Double.POSITIVE_INFINITY);
  }

  double maximumNorm() {
    return gradClip == null ? Double.POSITIVE_INFINITY : gradClip;
  }
}
