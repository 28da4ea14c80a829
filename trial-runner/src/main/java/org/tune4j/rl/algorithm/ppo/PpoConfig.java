package org.tune4j.rl.algorithm.ppo;

import org.jspecify.annotations.Nullable;
import org.tune4j.rl.exploration.Schedule;

/** The keys of PPO beside the common ones; {@link PpoSettings} explains them. */
record PpoConfig(
    double lr,
    @Nullable Object lrSchedule,
    boolean useCritic,
    boolean useGae,
    double lambda,
    double klCoeff,
    double klTarget,
    int sgdMinibatchSize,
    boolean shuffleSequences,
    int numSgdIter,
    double vfLossCoeff,
    double entropyCoeff,
    @Nullable Object entropyCoeffSchedule,
    double clipParam,
    double vfClipParam,
    @Nullable Double gradClip) {

  Schedule learningRate() {
    return Schedule.ofKey("lr_schedule", lrSchedule, lr);
  }

  Schedule entropyCoefficient() {
    return Schedule.ofKey("entropy_coeff_schedule", entropyCoeffSchedule, entropyCoeff);
  }

  double maximumNorm() {
    return gradClip == null ? Double.POSITIVE_INFINITY : gradClip;
  }
}
