package org.tune4j.search.gp;

import java.util.Arrays;

/** How much the model would like to try a place. */
final class Acquisition {
  private final Inputs inputs;
  private final Posterior posterior;
  private final double best;

  /**
   * @param best what is to be improved
   */
  Acquisition(Inputs inputs, Posterior posterior, double best) {
    this.inputs = inputs;
    this.posterior = posterior;
    this.best = best;
  }

  /** At many places of the unit cube. */
  double[] many(double[][] units) {
    double[][] rows = new double[units.length][];
    Arrays.setAll(rows, i -> inputs.rowAt(units[i]));
    double[][] found = posterior.many(rows);
    double[] values = new double[units.length];
    Arrays.setAll(values, i -> LogImprovement.of(found[0][i], found[1][i], best).value());
    return values;
  }

  /**
   * At one place.
   *
   * @param gradient by each coordinate; 0 where that coordinate is not smooth or inactive
   */
  double at(double[] unit, double[] gradient) {
    double[] point = inputs.space().at(unit);
    posterior.look(inputs.rowAt(unit));
    LogImprovement found = LogImprovement.of(posterior.mean(), posterior.variance(), best);
    double[] slopes = posterior.slopes(found.byMean(), found.byVariance());
    Arrays.fill(gradient, 0);
    for (int c = 0; c < slopes.length; c++) {
      int parameter = inputs.columns().get(c).parameter();
      if (inputs.isSmooth(parameter) && !Double.isNaN(point[parameter])) {
        gradient[parameter] += slopes[c];
      }
    }
    return found.value();
  }
}
