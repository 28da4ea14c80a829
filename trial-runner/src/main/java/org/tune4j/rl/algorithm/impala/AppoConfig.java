package org.tune4j.rl.algorithm.impala;

import org.tune4j.rl.rollout.AdvantageBatch;

/** The keys of APPO beside those of IMPALA; {@link AppoSettings} explains them. */
record AppoConfig(
    boolean useCritic,
    boolean useGae,
    double lambda,
    double clipParam,
    boolean useKlLoss,
    double klCoeff,
    double klTarget,
    int targetUpdateFrequency) {

  AdvantageBatch.Estimator estimator(double gamma) {
    return new AdvantageBatch.Estimator(gamma, lambda, useCritic, useGae);
  }
}
