package org.tune4j.rl.distribution;

import org.jspecify.annotations.Nullable;

/** Asks a distribution for one thing after the other. */
final class SeparateEvaluator implements Evaluator {
  private final Distribution distribution;
  private float @Nullable [] old;
  private float[] parameters = new float[0];
  private float[] action = new float[0];

  SeparateEvaluator(Distribution distribution) {
    this.distribution = distribution;
  }

  @Override
  public void evaluate(float @Nullable [] oldParameters, float[] now, float[] taken) {
    old = oldParameters;
    parameters = now;
    action = taken;
  }

  @Override
  public double logProbability() {
    return distribution.logProbability(parameters, action);
  }

  @Override
  public double entropy() {
    return distribution.entropy(parameters);
  }

  @Override
  public double divergence() {
    return old == null ? 0 : distribution.divergence(old, parameters);
  }

  @Override
  public void addGradient(
      double logProbability, double entropy, double divergence, float[] gradient) {
    if (logProbability != 0) {
      distribution.addLogProbabilityGradient(parameters, action, logProbability, gradient);
    }
    if (entropy != 0) {
      distribution.addEntropyGradient(parameters, entropy, gradient);
    }
    if (divergence != 0 && old != null) {
      distribution.addDivergenceGradient(old, parameters, divergence, gradient);
    }
  }
}
