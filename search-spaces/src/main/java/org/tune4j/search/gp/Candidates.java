package org.tune4j.search.gp;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tune4j.math.Chance;
import org.tune4j.space.ParameterSpace;

/**
 * Places from which to look for the best one: all over a box, and near the best trials.
 *
 * @param inputs what there is to be set
 * @param box where
 * @param reach the length scale of each coordinate
 * @param random where chance comes from
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Candidates(Inputs inputs, Box box, double[] reach, RandomGenerator random) {
  private static final int SPREAD = 700;
  private static final int NEAR = 300;
  private static final int PARENTS = 5;

  /** The least step near a trial, as a part of the length scale; the greatest is 1/2. */
  private static final double LOG_LEAST_STEP = StrictMath.log(1e-3);

  double[][] places(Training training) {
    double[][] places = Arrays.copyOf(box.spread(SPREAD, random), SPREAD + NEAR);
    int[] best =
        IntStream.range(0, training.y().length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> training.y()[i]))
            .limit(PARENTS)
            .mapToInt(i -> i)
            .toArray();
    for (int i = SPREAD; i < places.length; i++) {
      int parent = best[Chance.index(best.length, random)];
      places[i] = near(training.trials().get(parent).point());
    }
    return places;
  }

  private double[] near(double[] point) {
    double[] unit = latent(point, inputs.space(), random);
    double step = 0.5 * StrictMath.exp(Chance.uniform(random) * LOG_LEAST_STEP);
    int one = Chance.index(unit.length, random); // that moves for sure
    double share = Math.max(0.3, Math.min(1, 5.0 / unit.length));
    for (int j = 0; j < unit.length; j++) {
      if (j == one || Chance.uniform(random) < share) {
        unit[j] = moved(unit[j], j, step);
      }
    }
    box.clamp(unit);
    return unit;
  }

  private double moved(double place, int parameter, double step) {
    if (inputs.isSmooth(parameter)) {
      return place + step * reach[parameter] * Design.normal(random);
    }
    return Chance.uniform(random) < 0.3 ? Chance.uniform(random) : place;
  }

  /** The place of a point, with chance where it is inactive. */
  static double[] latent(double[] point, ParameterSpace space, RandomGenerator random) {
    double[] unit = space.unit(point);
    for (int j = 0; j < unit.length; j++) {
      if (Double.isNaN(unit[j])) {
        unit[j] = Chance.uniform(random);
      }
    }
    return unit;
  }
}
