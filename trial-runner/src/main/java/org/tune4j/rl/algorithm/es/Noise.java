package org.tune4j.rl.algorithm.es;

import org.tune4j.rl.state.SavedRandom;

/**
 * Directions in the space of parameters: standard normal vectors, known by a number each, so that
 * they need not be kept. They take the place of RLlib's table of noise.
 */
public final class Noise {
  private final long seed;

  /**
   * @param seed the trial's
   */
  public Noise(long seed) {
    this.seed = seed;
  }

  /**
   * Adds scale times a direction.
   *
   * @param number which direction
   */
  public void add(long number, double scale, float[] into) {
    SavedRandom random = new SavedRandom(seed, "noise", number);
    for (int i = 0; i < into.length; i++) {
      into[i] += (float) (scale * random.nextGaussian());
    }
  }
}
