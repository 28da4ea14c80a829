package org.tune4j.rl.space;

import java.util.random.RandomGenerator;

/**
 * What an observation or an action may be. A point is given as {@link #size()} floats in the
 * space's flat encoding: the index for a {@link Discrete}, the elements in row-major order for a
 * {@link Box}, the indices for a {@link MultiDiscrete}, and the points of the parts one after the
 * other for a {@link Tuple} or a {@link Dict}. An image is a box of shape [height, width,
 * channels].
 */
public sealed interface Space permits Discrete, MultiDiscrete, Box, Tuple, Dict {

  /** How many floats one point takes. */
  int size();

  /** Whether the {@link #size()} floats from {@code offset} are a point of this space. */
  boolean contains(float[] point, int offset);

  /**
   * Writes a point drawn uniformly; unbounded elements are drawn from the standard normal
   * distribution.
   */
  void sample(RandomGenerator random, float[] point, int offset);
}
