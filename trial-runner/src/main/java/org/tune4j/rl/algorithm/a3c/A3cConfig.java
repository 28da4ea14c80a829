package org.tune4j.rl.algorithm.a3c;

import org.jspecify.annotations.Nullable;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.rollout.AdvantageBatch;

/** The keys of A3C and A2C beside the common ones; {@link A3cSettings} explains them. */
record A3cConfig(
    double lr,
    @Nullable Object lrSchedule,
    double gamma,
    boolean useCritic,
    boolean useGae,
    double lambda,
    @Nullable Double gradClip,
    double vfLossCoeff,
    double entropyCoeff,
    @Nullable Object entropyCoeffSchedule) {

  Schedule learningRate() {
    return Schedule.ofKey("lr_schedule", lrSchedule, lr);
  }

  Schedule entropyCoefficient() {
    return Schedule.ofKey("entropy_coeff_schedule", entropyCoeffSchedule, entropyCoeff);
  }

  double maximumNorm() {
    return gradClip == null ? Double.POSITIVE_INFINITY : gradClip;
  }

  AdvantageBatch.Estimator estimator() {
    return new AdvantageBatch.Estimator(gamma, lambda, useCritic, useGae);
  }
}
