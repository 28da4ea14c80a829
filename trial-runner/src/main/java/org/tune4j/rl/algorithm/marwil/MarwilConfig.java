package org.tune4j.rl.algorithm.marwil;

import org.jspecify.annotations.Nullable;

/** The keys of MARWIL and BC beside the common ones; {@link MarwilSettings} explains them. */
record MarwilConfig(
    double lr,
    int trainBatchSize,
    double beta,
    double vfCoeff,
    boolean useGae,
    boolean postprocessInputs,
    @Nullable Double gradClip,
    double movingAverageSqdAdvNormStart,
    double movingAverageSqdAdvNormUpdateRate,
    int replayBufferSize,
    int learningStarts) {

  double maximumNorm() {
    return gradClip == null ? Double.POSITIVE_INFINITY : gradClip;
  }
}
