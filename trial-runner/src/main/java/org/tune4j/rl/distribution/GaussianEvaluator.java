package org.tune4j.rl.distribution;

import org.jspecify.annotations.Nullable;

/** That of {@link DiagGaussian}: two exponentials for each element of an action. */
final class GaussianEvaluator implements Evaluator {
  private final int n;
  private final double[] precisions;
  private final double[] scores;
  private final double[] moves;
  private final double[] spreads;
  private double logProbability;
  private double entropy;
  private double divergence;

  GaussianEvaluator(int n) {
    this.n = n;
    precisions = new double[n];
    scores = new double[n];
    moves = new double[n];
    spreads = new double[n];
  }

  @Override
  public void evaluate(float @Nullable [] old, float[] parameters, float[] action) {
    logProbability = 0;
    entropy = n * Normals.ENTROPY;
    divergence = 0;
    for (int i = 0; i < n; i++) {
      double logStd = parameters[n + i];
      precisions[i] = Math.exp(-logStd);
      scores[i] = ((double) action[i] - parameters[i]) * precisions[i];
      logProbability += Normals.logDensity(scores[i], logStd);
      entropy += logStd;
    }
    for (int i = 0; old != null && i < n; i++) {
      double oldStd = Math.exp(old[n + i]) * precisions[i];
      moves[i] = ((double) parameters[i] - old[i]) * precisions[i];
      spreads[i] = oldStd * oldStd + moves[i] * moves[i];
      divergence += (double) parameters[n + i] - old[n + i] + 0.5 * (spreads[i] - 1);
    }
  }

  @Override
  public double logProbability() {
    return logProbability;
  }

  @Override
  public double entropy() {
    return entropy;
  }

  @Override
  public double divergence() {
    return divergence;
  }

  @Override
  public void addGradient(
      double logScale, double entropyScale, double divergenceScale, float[] gradient) {
    for (int i = 0; i < n; i++) {
      double byMean = logScale * scores[i] + divergenceScale * moves[i];
      gradient[i] += (float) (byMean * precisions[i]);
      gradient[n + i] +=
          (float)
              (logScale * (scores[i] * scores[i] - 1)
                  + entropyScale
                  + divergenceScale * (1 - spreads[i]));
    }
  }
}
