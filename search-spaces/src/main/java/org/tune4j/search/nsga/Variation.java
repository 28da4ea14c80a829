package org.tune4j.search.nsga;

import org.tune4j.math.FastMath;

/**
 * Simulated binary crossover and polynomial mutation in [0, 1] (Deb and Agrawal, 1995; Deb and
 * Goyal, 1996; with bounds as in Deb's own NSGA-II): a child is about as far from its parents as
 * they are from each other.
 */
final class Variation {
  private static final double SAME = 1e-14;

  private Variation() {}

  /**
   * A value between or around those of two parents.
   *
   * @param near the parent that it is to lie by
   * @param index of the distribution, from 0; the greater, the nearer
   */
  static double crossed(double near, double far, double index, double unit) {
    double distance = Math.abs(far - near);
    if (distance < SAME) {
      return near;
    }
    double room = near < far ? near : 1 - near; // to the bound behind
    double beta = 1 + 2 * room / distance;
    double alpha = 2 - power(beta, -(index + 1));
    double spread =
        unit <= 1 / alpha
            ? power(unit * alpha, 1 / (index + 1))
            : power(1 / (2 - unit * alpha), 1 / (index + 1));
    double middle = (near + far) / 2;
    return Math.clamp(middle + Math.signum(near - far) * spread * distance / 2, 0, 1);
  }

  /** A value around another. */
  static double mutated(double value, double index, double unit) {
    double step;
    if (unit < 0.5) {
      double room = power(1 - value, index + 1);
      step = power(2 * unit + (1 - 2 * unit) * room, 1 / (index + 1)) - 1;
    } else {
      double room = power(value, index + 1);
      step = 1 - power(2 * (1 - unit) + 2 * (unit - 0.5) * room, 1 / (index + 1));
    }
    return Math.clamp(value + step, 0, 1);
  }

  private static double power(double base, double exponent) {
    return base <= 0 ? 0 : FastMath.exp(exponent * FastMath.log(base));
  }
}
