package org.tune4j.search.gp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.tune4j.math.BoxLbfgs;

/**
 * Goes from a place to a better one near it: by slope along what is smooth, by trying all values of
 * the rest, one parameter at a time, and again until nothing changes.
 */
final class Climb {
  private static final int ROUNDS = 3;
  private static final double LITTLE = 1e-3;

  private final Inputs inputs;
  private final Acquisition acquisition;
  private final Box box;
  private final double[] reach;
  private final Predicate<double[]> allowed;
  private final int evaluations;
  private final Map<Integer, double[]> stepped = new LinkedHashMap<>();

  /**
   * @param reach the length scale of each coordinate
   * @param allowed whether a place of the unit cube may be taken
   * @param evaluations how many each climb may take along slopes
   */
  Climb(
      Inputs inputs,
      Acquisition acquisition,
      Box box,
      double[] reach,
      Predicate<double[]> allowed,
      int evaluations) {
    this.inputs = inputs;
    this.acquisition = acquisition;
    this.box = box;
    this.reach = reach;
    this.allowed = allowed;
    this.evaluations = evaluations;
    for (int j = 0; j < inputs.space().size(); j++) {
      if (!inputs.isSmooth(j) && inputs.space().parameters().get(j).range().count() > 1) {
        stepped.put(j, inputs.places(j));
      }
    }
  }

  /** Moves a place; what it is worth then. */
  double climb(double[] unit) {
    double value = follow(unit);
    for (int round = 0; round < ROUNDS && !stepped.isEmpty(); round++) {
      double before = value;
      for (Map.Entry<Integer, double[]> entry : stepped.entrySet()) {
        value = step(unit, entry.getKey(), entry.getValue(), value);
      }
      if (value <= before + LITTLE) {
        break;
      }
      value = follow(unit);
    }
    return value;
  }

  private double step(double[] unit, int j, double[] places, double value) {
    if (Double.isNaN(inputs.space().at(unit)[j])) {
      return value;
    }
    double[][] units = new double[places.length][];
    for (int i = 0; i < places.length; i++) {
      units[i] = unit.clone();
      units[i][j] = places[i];
    }
    double[] values = acquisition.many(units);
    double best = value;
    for (int i = 0; i < values.length; i++) {
      if (values[i] > best && allowed.test(units[i])) {
        best = values[i];
        unit[j] = places[i];
      }
    }
    return best;
  }

  /** In steps of the length scales, so that all directions are alike. */
  private double follow(double[] unit) {
    double[] point = inputs.space().at(unit);
    int[] moving =
        java.util.stream.IntStream.range(0, unit.length)
            .filter(j -> inputs.isSmooth(j) && !Double.isNaN(point[j]))
            .toArray();
    double[] x = new double[moving.length];
    double[] low = new double[moving.length];
    double[] high = new double[moving.length];
    for (int i = 0; i < moving.length; i++) {
      int j = moving[i];
      x[i] = unit[j] / reach[j];
      low[i] = box.low()[j] / reach[j];
      high[i] = box.high()[j] / reach[j];
    }
    double[] at = unit.clone();
    double[] slopes = new double[unit.length];
    double least =
        BoxLbfgs.minimise(
            (z, gradient) -> {
              put(z, moving, at);
              double value = acquisition.at(at, slopes);
              for (int i = 0; i < moving.length; i++) {
                gradient[i] = -slopes[moving[i]] * reach[moving[i]];
              }
              return allowed.test(at) ? -value : Double.POSITIVE_INFINITY;
            },
            x,
            low,
            high,
            moving.length == 0 ? 1 : evaluations,
            LITTLE,
            0.3);
    put(x, moving, unit);
    box.clamp(unit);
    return -least;
  }

  private void put(double[] z, int[] moving, double[] unit) {
    for (int i = 0; i < moving.length; i++) {
      unit[moving[i]] = z[i] * reach[moving[i]];
    }
  }
}
