package org.tune4j.search.gp;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The part of the unit cube where the best place is looked for.
 *
 * @param low of each coordinate
 * @param high of each coordinate
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Box(double[] low, double[] high) {

  /** All of it. */
  static Box whole(Inputs inputs) {
    double[] low = new double[inputs.space().size()];
    double[] high = new double[low.length];
    Arrays.setAll(low, inputs::low);
    Arrays.setAll(high, inputs::high);
    return new Box(low, high);
  }

  /** The part of it that is no further from a centre than this, along each smooth coordinate. */
  Box around(double[] centre, double[] reach, Inputs inputs) {
    double[] nearLow = low.clone();
    double[] nearHigh = high.clone();
    for (int j = 0; j < low.length; j++) {
      if (inputs.isSmooth(j)) {
        nearLow[j] = Math.max(low[j], centre[j] - reach[j]);
        nearHigh[j] = Math.min(high[j], Math.max(nearLow[j], centre[j] + reach[j]));
      }
    }
    return new Box(nearLow, nearHigh);
  }

  /** Places all over it. */
  double[][] spread(int size, RandomGenerator random) {
    double[][] places = Design.latin(size, low.length, random);
    for (double[] place : places) {
      for (int j = 0; j < place.length; j++) {
        place[j] = low[j] + place[j] * (high[j] - low[j]);
      }
    }
    return places;
  }

  void clamp(double[] place) {
    for (int j = 0; j < place.length; j++) {
      place[j] = Math.min(high[j], Math.max(low[j], place[j]));
    }
  }
}
