package org.tune4j.rl.distribution;

import java.util.random.RandomGenerator;

/**
 * One of n actions; the parameters are unnormalised log-probabilities, or Q-values. An action with
 * a parameter of minus infinity is impossible.
 *
 * @param parameters n
 */
public record Categorical(int parameters) implements Distribution {

  @Override
  public int actionSize() {
    return 1;
  }

  @Override
  public void mode(float[] logits, float[] action) {
    action[0] = Softmax.best(logits, 0, parameters);
  }

  @Override
  public void sample(float[] logits, RandomGenerator random, float[] action) {
    action[0] = Softmax.sample(logits, 0, parameters, random);
  }

  @Override
  public void uniform(float[] logits, RandomGenerator random, float[] action) {
    action[0] = Softmax.uniform(logits, 0, parameters, random);
  }

  @Override
  public double logProbability(float[] logits, float[] action) {
    return Softmax.logProbability(logits, 0, parameters, (int) action[0]);
  }

  @Override
  public double entropy(float[] logits) {
    return Softmax.entropy(logits, 0, parameters);
  }

  @Override
  public double divergence(float[] old, float[] logits) {
    return Softmax.divergence(old, logits, 0, parameters);
  }

  @Override
  public void addLogProbabilityGradient(
      float[] logits, float[] action, double scale, float[] gradient) {
    Softmax.addLogProbabilityGradient(logits, 0, parameters, (int) action[0], scale, gradient);
  }

  @Override
  public void addEntropyGradient(float[] logits, double scale, float[] gradient) {
    Softmax.addEntropyGradient(logits, 0, parameters, scale, gradient);
  }

  @Override
  public void addDivergenceGradient(float[] old, float[] logits, double scale, float[] gradient) {
    Softmax.addDivergenceGradient(old, logits, 0, parameters, scale, gradient);
  }

  @Override
  public Evaluator evaluator() {
    return new SoftmaxEvaluator(parameters);
  }
}
