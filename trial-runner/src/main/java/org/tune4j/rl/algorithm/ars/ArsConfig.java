package org.tune4j.rl.algorithm.ars;

import org.tune4j.rl.algorithm.es.Directions;

/** The keys of ARS beside the common ones; {@link ArsSettings} explains them. */
record ArsConfig(
    double noiseStdev,
    int numRollouts,
    int rolloutsUsed,
    double evalProb,
    double actionNoiseStd,
    double sgdStepsize,
    double offset,
    int reportLength) {

  Directions.Plan plan(boolean explore) {
    return new Directions.Plan(noiseStdev, evalProb, offset, reportLength, explore);
  }
}
