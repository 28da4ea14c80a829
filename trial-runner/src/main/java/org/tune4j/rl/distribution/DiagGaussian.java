package org.tune4j.rl.distribution;

import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.rl.space.Box;

/**
 * Independent normal distributions, one for each element of an action. The parameters are all
 * means, then the logarithms of all standard deviations. Actions are not held within the space's
 * bounds: what they become in the environment is the business of whoever hands them over.
 *
 * @param actions the space that the policy acts in; {@link #uniform} draws from it
 */
public record DiagGaussian(Box actions) implements Distribution {

  @Override
  public int parameters() {
    return 2 * actions.size();
  }

  @Override
  public int actionSize() {
    return actions.size();
  }

  @Override
  public void mode(float[] parameters, float[] action) {
    System.arraycopy(parameters, 0, action, 0, actions.size());
  }

  @Override
  public void sample(float[] parameters, RandomGenerator random, float[] action) {
    int n = actions.size();
    for (int i = 0; i < n; i++) {
      action[i] = (float) (parameters[i] + Math.exp(parameters[n + i]) * Chance.normal(random));
    }
  }

  @Override
  public void uniform(float[] parameters, RandomGenerator random, float[] action) {
    actions.sample(random, action, 0);
  }

  @Override
  public double logProbability(float[] parameters, float[] action) {
    int n = actions.size();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double z = ((double) action[i] - parameters[i]) * Math.exp(-parameters[n + i]);
      sum += Normals.logDensity(z, parameters[n + i]);
    }
    return sum;
  }

  @Override
  public double entropy(float[] parameters) {
    int n = actions.size();
    double sum = n * Normals.ENTROPY;
    for (int i = 0; i < n; i++) {
      sum += parameters[n + i];
    }
    return sum;
  }

  @Override
  public double divergence(float[] old, float[] parameters) {
    int n = actions.size();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double move = (double) parameters[i] - old[i];
      sum += Normals.divergence(old[n + i], parameters[n + i], move);
    }
    return sum;
  }

  @Override
  public void addLogProbabilityGradient(
      float[] parameters, float[] action, double scale, float[] gradient) {
    int n = actions.size();
    for (int i = 0; i < n; i++) {
      double precision = Math.exp(-parameters[n + i]);
      double z = ((double) action[i] - parameters[i]) * precision;
      gradient[i] += (float) (scale * z * precision);
      gradient[n + i] += (float) (scale * (z * z - 1));
    }
  }

  @Override
  public void addEntropyGradient(float[] parameters, double scale, float[] gradient) {
    int n = actions.size();
    for (int i = n; i < 2 * n; i++) {
      gradient[i] += (float) scale;
    }
  }

  @Override
  public void addDivergenceGradient(
      float[] old, float[] parameters, double scale, float[] gradient) {
    int n = actions.size();
    for (int i = 0; i < n; i++) {
      double move = (double) parameters[i] - old[i];
      double spread = Normals.spread(old[n + i], parameters[n + i], move);
      gradient[i] += (float) (scale * move * Math.exp(-2.0 * parameters[n + i]));
      gradient[n + i] += (float) (scale * (1 - spread));
    }
  }

  @Override
  public Evaluator evaluator() {
    return new GaussianEvaluator(actions.size());
  }
}
