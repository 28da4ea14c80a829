package org.tune4j.search.cmaes;

import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.space.Seeds;

/**
 * How to begin anew: with ever larger populations that look wide, and with small ones that look
 * anywhere, so that both get as many evaluations (BIPOP, Hansen 2009).
 */
final class Restarts {
  private final long seed;
  private final int usualLambda;
  private int restarts;
  private int doublings;
  private boolean isLarge = true;
  private long large;
  private long small;

  Restarts(long seed, int usualLambda) {
    this.seed = seed;
    this.usualLambda = usualLambda;
  }

  /** So many evaluations were spent since it last began. */
  void spent(int evaluations) {
    if (isLarge) {
      large += evaluations;
    } else {
      small += evaluations;
    }
  }

  /** The distribution that comes next. */
  Distribution next(int dimensions, double usualSigma) {
    RandomGenerator random = Seeds.random(seed, "restart", restarts++);
    isLarge = doublings == 0 || large <= small;
    int lambda;
    double sigma = usualSigma;
    if (isLarge) {
      doublings = Math.min(doublings + 1, 10);
      lambda = usualLambda << doublings;
    } else {
      double u = Chance.uniform(random);
      lambda = (int) (usualLambda * StrictMath.pow(1 << doublings, u * u));
      sigma *= StrictMath.pow(10, -2 * Chance.uniform(random));
    }
    double[] mean = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      mean[i] = Chance.uniform(random);
    }
    return new Distribution(new Rates(dimensions, lambda), mean, sigma);
  }
}
