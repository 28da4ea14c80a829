package org.tune4j.rl.distribution;

import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;

/**
 * Always the one action that the parameters are. There are no probabilities to ask for.
 *
 * @param actions the space that the policy acts in; {@link #uniform} draws from it
 */
public record Deterministic(Box actions) implements Distribution {

  @Override
  public boolean hasProbabilities() {
    return false;
  }

  @Override
  public int parameters() {
    return actions.size();
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
    mode(parameters, action);
  }

  @Override
  public void uniform(float[] parameters, RandomGenerator random, float[] action) {
    actions.sample(random, action, 0);
  }

  /**
   * @throws UnsupportedOperationException always
   */
  @Override
  public double logProbability(float[] parameters, float[] action) {
    throw none();
  }

  /**
   * @throws UnsupportedOperationException always
   */
  @Override
  public double entropy(float[] parameters) {
    throw none();
  }

  /**
   * @throws UnsupportedOperationException always
   */
  @Override
  public double divergence(float[] old, float[] parameters) {
    throw none();
  }

  /**
   * @throws UnsupportedOperationException always
   */
  @Override
  public void addLogProbabilityGradient(
      float[] parameters, float[] action, double scale, float[] gradient) {
    throw none();
  }

  /**
   * @throws UnsupportedOperationException always
   */
  @Override
  public void addEntropyGradient(float[] parameters, double scale, float[] gradient) {
    throw none();
  }

  /**
   * @throws UnsupportedOperationException always
   */
  @Override
  public void addDivergenceGradient(
      float[] old, float[] parameters, double scale, float[] gradient) {
    throw none();
  }

  private static UnsupportedOperationException none() {
    return new UnsupportedOperationException("Deterministic: has no probabilities");
  }
}
