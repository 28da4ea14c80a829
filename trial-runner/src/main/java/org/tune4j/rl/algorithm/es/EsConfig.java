package org.tune4j.rl.algorithm.es;

/** The keys of ES beside the common ones; {@link EsSettings} explains them. */
record EsConfig(
    double actionNoiseStd,
    double l2Coeff,
    double noiseStdev,
    int episodesPerBatch,
    double evalProb,
    String returnProcMode,
    double stepsize,
    int reportLength) {

  Directions.Plan plan(boolean explore) {
    return new Directions.Plan(noiseStdev, evalProb, 0, reportLength, explore);
  }
}
