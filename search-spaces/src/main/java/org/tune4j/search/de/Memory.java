package org.tune4j.search.de;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;

/**
 * What scale factors F and crossover rates CR were successful (SHADE; Tanabe and Fukunaga, 2013):
 * weighted means of the last few rounds, around which new ones are drawn.
 */
final class Memory {
  private static final int SIZE = 5;

  private final double[] scales = new double[SIZE];
  private final double[] rates = new double[SIZE];
  private int next;
  private double gains;
  private double scaleSum;
  private double scaleSquares;
  private double rateSum;

  Memory() {
    Arrays.fill(scales, 0.5);
    Arrays.fill(rates, 0.5);
  }

  /**
   * How far to go, and how much of it to take.
   *
   * @param scale F, above 0, at most 1
   * @param rate CR, in [0, 1]
   */
  record Control(double scale, double rate) {}

  /** Controls of one trial. */
  Control draw(RandomGenerator random) {
    int which = (int) (Chance.uniform(random) * SIZE);
    double rate = Math.clamp(rates[which] + 0.1 * Chance.normal(random), 0, 1);
    double scale;
    do {
      scale = scales[which] + 0.1 * Chance.cauchy(random);
    } while (scale <= 0);
    return new Control(Math.min(1, scale), rate);
  }

  /**
   * A trial was better than its target.
   *
   * @param gain by how much; not negative
   */
  void succeeded(Control control, double gain) {
    double weight = Double.isFinite(gain) && gain > 0 ? Math.min(gain, 1e100) : 1e-100;
    gains += weight;
    scaleSum += weight * control.scale();
    scaleSquares += weight * control.scale() * control.scale();
    rateSum += weight * control.rate();
  }

  /** As many trials as there are members have ended. */
  void endRound() {
    if (gains > 0) {
      scales[next] = scaleSquares / scaleSum; // Lehmer's mean favours long steps
      rates[next] = rateSum / gains;
      next = (next + 1) % SIZE;
    }
    gains = 0;
    scaleSum = 0;
    scaleSquares = 0;
    rateSum = 0;
  }
}
