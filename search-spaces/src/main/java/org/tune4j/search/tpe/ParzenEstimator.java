package org.tune4j.search.tpe;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.math.FastMath;
import org.tune4j.space.ParameterSpace;

/**
 * A density over the points of a space: a mixture with one kernel for each of some trials, and the
 * space's own distribution as one more. A kernel is a product over the parameters (Falkner, Klein,
 * Hutter, "BOHB", 2018): normal distributions cut off at the ends of the range, whose mass within a
 * cell counts where there are steps; of items without an order its own one and a little of all.
 *
 * <p>Parameters that the kernel's trial did not have are distributed as in the space itself. So the
 * density adds up to 1 over a whole tree of conditions, and what depends on a choice is learnt only
 * from trials that chose likewise.
 *
 * <p>Densities are relative to the unit cube of {@link org.tune4j.space.Range}; cells have masses.
 */
final class ParzenEstimator {
  private static final double LEAST_LOG = -40;

  private final ParameterSpace space;
  private final double[] logWeights; // the prior's is the last one
  private final Kernels[] parameters;
  private final double[] sums;

  /**
   * An estimator over some trials.
   *
   * @param rows of the trials, by their numbers
   * @param weights of the trials, and last of the space's own distribution; positive
   */
  ParzenEstimator(Columns columns, int[] rows, double[] weights, Bandwidth bandwidth) {
    this.space = columns.space();
    double total = Arrays.stream(weights).sum();
    this.logWeights = new double[weights.length];
    Arrays.setAll(logWeights, k -> FastMath.log(weights[k] / total));
    this.sums = new double[weights.length];
    int[] kernelOf = new int[columns.size()];
    Arrays.fill(kernelOf, -1);
    for (int k = 0; k < rows.length; k++) {
      kernelOf[rows[k]] = k;
    }
    this.parameters = new Kernels[space.size()];
    for (int j = 0; j < parameters.length; j++) {
      parameters[j] =
          switch (columns.dimension(j)) {
            case Dimension.Choice choice -> new ItemKernels(choice, columns, j, rows);
            case Dimension.Placed placed ->
                new NormalKernels(placed, columns, j, kernelOf, rows.length, bandwidth);
          };
    }
  }

  /** The logarithm of the density at a point; {@code -infinity} where it is 0. */
  double logDensity(double[] point) {
    System.arraycopy(logWeights, 0, sums, 0, sums.length);
    for (int j = 0; j < parameters.length; j++) {
      if (!Double.isNaN(point[j])) {
        parameters[j].add(point[j], sums);
      }
    }
    return logOfSum(sums);
  }

  private static double logOfSum(double[] logs) {
    double most = greatest(logs);
    if (most == Double.NEGATIVE_INFINITY) {
      return most;
    }
    double sum = 0;
    for (double log : logs) {
      double less = log - most;
      if (less > LEAST_LOG) {
        sum += FastMath.exp(less);
      }
    }
    return most + FastMath.log(sum);
  }

  private static double greatest(double[] logs) {
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    return most;
  }

  /**
   * A point drawn from the density, given some of its values.
   *
   * @param given values that the point has where it is active there; {@code NaN} for any
   */
  double[] sample(double[] given, RandomGenerator random) {
    int kernel = kernel(given, Chance.uniform(random));
    double[] point = new double[parameters.length];
    Arrays.fill(point, Double.NaN);
    for (int j = 0; j < point.length; j++) {
      if (space.isActive(j, point)) {
        point[j] = Double.isNaN(given[j]) ? parameters[j].sample(kernel, random) : given[j];
      }
    }
    return point;
  }

  /** A kernel is the likelier, the better it explains what is given. */
  private int kernel(double[] given, double part) {
    double[] weights = logWeights.clone();
    for (int j = 0; j < given.length; j++) {
      if (!Double.isNaN(given[j])) {
        parameters[j].add(given[j], weights);
      }
    }
    double most = greatest(weights);
    double total = 0;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = FastMath.exp(weights[k] - most);
      total += weights[k];
    }
    double rest = part * total;
    int kernel = 0;
    while (kernel < weights.length - 1 && rest >= weights[kernel]) {
      rest -= weights[kernel++];
    }
    return kernel;
  }
}
