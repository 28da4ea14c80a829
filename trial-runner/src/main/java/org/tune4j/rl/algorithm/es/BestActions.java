package org.tune4j.rl.algorithm.es;

import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Deterministic;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Space;

/**
 * A distribution whose draws are its best action; actions that are numbers get noise. What explores
 * is noise on the parameters.
 */
final class BestActions implements Distribution {
  private final Distribution inner;
  private final double noise;

  private BestActions(Distribution inner, double noise) {
    this.inner = inner;
    this.noise = noise;
  }

  /**
   * For actions of that space.
   *
   * @param noise the standard deviation of the noise on numbers
   */
  static BestActions of(Space actions, double noise) {
    return actions instanceof Box box
        ? new BestActions(new Deterministic(box), noise)
        : new BestActions(Distribution.over(actions), 0);
  }

  /** What is drawn is not what the inner one would draw. */
  @Override
  public boolean hasProbabilities() {
    return false;
  }

  @Override
  public int parameters() {
    return inner.parameters();
  }

  @Override
  public int actionSize() {
    return inner.actionSize();
  }

  @Override
  public void mode(float[] parameters, float[] action) {
    inner.mode(parameters, action);
  }

  @Override
  public void sample(float[] parameters, RandomGenerator random, float[] action) {
    mode(parameters, action);
    if (noise > 0) {
      for (int i = 0; i < action.length; i++) {
        action[i] += (float) (noise * random.nextGaussian());
      }
    }
  }

  @Override
  public void uniform(float[] parameters, RandomGenerator random, float[] action) {
    inner.uniform(parameters, random, action);
  }

  @Override
  public double logProbability(float[] parameters, float[] action) {
    return inner.logProbability(parameters, action);
  }

  @Override
  public double entropy(float[] parameters) {
    return inner.entropy(parameters);
  }

  @Override
  public double divergence(float[] old, float[] parameters) {
    return inner.divergence(old, parameters);
  }

  @Override
  public void addLogProbabilityGradient(
      float[] parameters, float[] action, double scale, float[] gradient) {
    inner.addLogProbabilityGradient(parameters, action, scale, gradient);
  }

  @Override
  public void addEntropyGradient(float[] parameters, double scale, float[] gradient) {
    inner.addEntropyGradient(parameters, scale, gradient);
  }

  @Override
  public void addDivergenceGradient(
      float[] old, float[] parameters, double scale, float[] gradient) {
    inner.addDivergenceGradient(old, parameters, scale, gradient);
  }
}
