package org.tune4j.search.tpe;

import java.util.random.RandomGenerator;

/**
 * One parameter's factors of the kernels of a {@link ParzenEstimator}; the last one is the prior.
 */
sealed interface Kernels permits NormalKernels, ItemKernels {

  /** Adds the logarithm of each kernel's density, or mass, at a value. */
  void add(double value, double[] logs);

  /** A value drawn from one kernel. */
  double sample(int kernel, RandomGenerator random);
}
