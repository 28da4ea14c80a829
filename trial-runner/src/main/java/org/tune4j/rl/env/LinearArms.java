package org.tune4j.rl.env;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.state.SavedRandom;

/**
 * The linear bandit: features are normal with a standard deviation of 1/3, each arm has a vector of
 * length 1, and it pays the inner product of both plus normal noise.
 */
final class LinearArms implements Bandit.Arms {
  private static final float BOUND = 10;

  private final double[][] arms;
  private final double noise;

  /**
   * @param seed what the arms' vectors are drawn from; not from the episodes' randomness, so that
   *     all environments of a trial, and of all trials, are about the same arms
   */
  LinearArms(int features, int count, double noise, long seed) {
    this.noise = noise;
    arms = new double[count][features];
    RandomGenerator random = new SavedRandom(seed, "arms", 0);
    for (double[] arm : arms) {
      double squares = 0;
      for (int i = 0; i < features; i++) {
        arm[i] = random.nextGaussian();
        squares += arm[i] * arm[i];
      }
      for (int i = 0; i < features; i++) {
        arm[i] /= Math.sqrt(squares);
      }
    }
  }

  @Override
  public Box contexts() {
    float[] bounds = new float[arms[0].length];
    Arrays.fill(bounds, BOUND);
    return Box.symmetric(bounds);
  }

  @Override
  public int count() {
    return arms.length;
  }

  @Override
  public float[] draw(RandomGenerator random) {
    float[] features = new float[arms[0].length];
    for (int i = 0; i < features.length; i++) {
      features[i] = Math.clamp((float) (random.nextGaussian() / 3), -BOUND, BOUND);
    }
    return features;
  }

  @Override
  public double reward(float[] context, int arm, RandomGenerator random) {
    return mean(context, arm) + noise * random.nextGaussian();
  }

  /** What an arm pays without noise. */
  double mean(float[] context, int arm) {
    double sum = 0;
    for (int i = 0; i < context.length; i++) {
      sum += arms[arm][i] * context[i];
    }
    return sum;
  }
}
