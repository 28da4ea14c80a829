package org.tune4j.search.cmaes;

import java.util.Arrays;

/**
 * The constants of CMA-ES for a number of dimensions and a size of population, as N. Hansen gives
 * them in "The CMA evolution strategy: a tutorial" (2016), table 1, with negative weights.
 */
final class Rates {
  /** Above this, only variances are learnt (Ros and Hansen, 2008): there is no time for more. */
  static final int MOST_FULL = 100;

  final int dimensions;
  final int lambda;
  final boolean diagonal;
  final double muEff;
  final double c1;
  final double cMu;
  final double cSigma;
  final double dSigma;
  final double cPath;
  final double chi;
  private final double[] weights;

  Rates(int dimensions, int lambda) {
    double d = Math.max(1, dimensions);
    this.dimensions = dimensions;
    this.lambda = lambda;
    this.diagonal = dimensions > MOST_FULL;
    double[] raw = new double[lambda];
    for (int i = 0; i < lambda; i++) {
      raw[i] = StrictMath.log((lambda + 1) / 2.0) - StrictMath.log(i + 1.0);
    }
    int mu = lambda / 2;
    muEff = effective(raw, 0, mu);
    double faster = diagonal ? (d + 2) / 3 : 1;
    c1 = Math.min(0.5, faster * 2 / ((d + 1.3) * (d + 1.3) + muEff));
    cMu =
        Math.min(1 - c1 - 1e-8, faster * 2 * (muEff - 2 + 1 / muEff) / ((d + 2) * (d + 2) + muEff));
    cSigma = (muEff + 2) / (d + muEff + 5);
    dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (d + 1)) - 1) + cSigma;
    cPath = (4 + muEff / d) / (d + 4 + 2 * muEff / d);
    chi = Math.sqrt(d) * (1 - 1 / (4 * d) + 1 / (21 * d * d));
    weights = scaled(raw, mu, leastSum(effective(raw, mu, lambda), d));
  }

  /** The usual size of a population. */
  static int usualLambda(int dimensions) {
    return 4 + (int) Math.floor(3 * StrictMath.log(Math.max(1, dimensions)));
  }

  private static double effective(double[] weights, int from, int to) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      sum += weights[i];
      squares += weights[i] * weights[i];
    }
    return squares == 0 ? 0 : sum * sum / squares;
  }

  /** What the negative weights may add up to at most, so that the covariance stays positive. */
  private double leastSum(double muEffNegative, double d) {
    double byRates = 1 + c1 / Math.max(cMu, 1e-12);
    double byMass = 1 + 2 * muEffNegative / (muEff + 2);
    double byDefiniteness = (1 - c1 - cMu) / (d * Math.max(cMu, 1e-12));
    return Math.min(byRates, Math.min(byMass, byDefiniteness));
  }

  private static double[] scaled(double[] raw, int mu, double negativeSum) {
    double positive = 0;
    double negative = 0;
    for (double w : raw) {
      positive += Math.max(0, w);
      negative += Math.max(0, -w);
    }
    double[] weights = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      double part = raw[i] >= 0 ? raw[i] / positive : raw[i] * negativeSum / negative;
      weights[i] = i < mu || part < 0 ? part : 0;
    }
    return weights;
  }

  /** The weight of each member of a population, from the best to the worst. */
  double[] weights() {
    return weights.clone();
  }

  /** The same without those that are negative. */
  double[] positiveWeights() {
    double[] positive = weights.clone();
    Arrays.setAll(positive, i -> Math.max(0, weights[i]));
    return positive;
  }
}
