package org.tune4j.search.nsga;

import java.util.List;

/**
 * How much better values are than each of several others in the objective that shows it best, and
 * of that the least: below 0 when one of the others dominates them, else how far they would have to
 * get worse to be of no use. It is the additive epsilon indicator of a single point (Zitzler and
 * Künzli, "Indicator-based selection in multiobjective search", 2004), with each objective in parts
 * of its extent.
 *
 * <p>In a front it stands for Deb's crowding distance: close neighbours have little gain, too. But
 * what is best in one objective by next to nothing, and bad in all others, has next to none, where
 * its crowding distance is infinite. With three objectives and more such points crowd out the rest.
 */
final class Gain {
  private Gain() {}

  /** The greatest value of each objective less the least; 1 where they are the same. */
  static double[] extents(List<double[]> all) {
    double[] extents = new double[all.getFirst().length];
    for (int i = 0; i < extents.length; i++) {
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (double[] values : all) {
        least = Math.min(least, values[i]);
        greatest = Math.max(greatest, values[i]);
      }
      extents[i] = greatest > least ? greatest - least : 1;
    }
    return extents;
  }

  /** The gain over others; infinite when there are none. */
  static double over(List<double[]> others, double[] values, double[] extents) {
    double gain = Double.POSITIVE_INFINITY;
    for (double[] other : others) {
      if (other != values) {
        gain = Math.min(gain, over(other, values, extents));
      }
    }
    return gain;
  }

  private static double over(double[] other, double[] values, double[] extents) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      most = Math.max(most, (other[i] - values[i]) / extents[i]);
    }
    return most;
  }
}
