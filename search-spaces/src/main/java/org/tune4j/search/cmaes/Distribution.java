package org.tune4j.search.cmaes;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.math.SymmetricEigen;

/**
 * The normal distribution of CMA-ES and how it learns from a population (Hansen, "The CMA evolution
 * strategy: a tutorial", 2016, with weighted recombination, cumulative step-size adaptation, and
 * active covariance adaptation).
 *
 * <p>It does not ask which distribution a member came from. Steps that are too long to be likely
 * are shortened, as Hansen injects foreign solutions ("Injecting external solutions into CMA-ES",
 * 2011), so results that come late count, too.
 */
final class Distribution {
  private Rates rates;
  private final double[] mean;
  private final double[][] covariance;
  private final double[] pathSigma;
  private final double[] pathC;
  private double sigma;
  private int generation;
  private int decomposed;
  private double[] axes = new double[0]; // lengths of the main axes
  private double[][] basis = new double[0][]; // their directions, by row

  Distribution(Rates rates, double[] mean, double sigma) {
    int d = mean.length;
    this.rates = rates;
    this.mean = mean.clone();
    this.sigma = sigma;
    this.covariance = new double[d][d];
    for (int i = 0; i < d; i++) {
      covariance[i][i] = 1;
    }
    this.pathSigma = new double[d];
    this.pathC = new double[d];
    decompose();
  }

  Rates rates() {
    return rates;
  }

  /** From now on, populations have another size. */
  void use(Rates others) {
    rates = others;
  }

  double[] mean() {
    return mean;
  }

  double sigma() {
    return sigma;
  }

  int generation() {
    return generation;
  }

  double[] axes() {
    return axes;
  }

  double[][] basis() {
    return basis;
  }

  double[] pathC() {
    return pathC;
  }

  /** The standard deviation of one coordinate. */
  double deviation(int i) {
    return sigma * Math.sqrt(covariance[i][i]);
  }

  /**
   * A place in the unit cube: draws again when it is outside, and then cuts it off at the border.
   *
   * @param wider how much longer steps are; 1 for the distribution itself
   * @param redraws how often to draw again at most
   */
  double[] draw(RandomGenerator random, double wider, int redraws) {
    double[] place = drawAnywhere(random, wider);
    for (int redraw = 0; redraw < redraws && isOutside(place); redraw++) {
      place = drawAnywhere(random, wider);
    }
    clip(place);
    return place;
  }

  private double[] drawAnywhere(RandomGenerator random, double wider) {
    double[] place = mean.clone();
    for (int axis = 0; axis < axes.length; axis++) {
      addTo(place, sigma * wider * axes[axis] * Chance.normal(random), basis[axis]);
    }
    return place;
  }

  private static boolean isOutside(double[] place) {
    for (double x : place) {
      if (!(x >= 0 && x <= 1)) {
        return true;
      }
    }
    return false;
  }

  private static void clip(double[] place) {
    for (int i = 0; i < place.length; i++) {
      place[i] = place[i] >= 0 ? Math.min(1, place[i]) : 0;
    }
  }

  /**
   * Learns.
   *
   * @param members with the best first, {@link Rates#lambda} of them; no coordinate is NaN
   */
  void learn(List<Member> members) {
    double[] weights = rates.weights();
    double[][] steps = new double[weights.length][];
    double[] lengths = new double[weights.length];
    double longest = Math.sqrt(mean.length) + 2.0 * mean.length / (mean.length + 2.0);
    double[] move = new double[mean.length];
    for (int i = 0; i < weights.length; i++) {
      steps[i] = step(members.get(i).place());
      double length = norm(whitened(steps[i]));
      double shorter = length > longest ? longest / length : 1;
      scale(steps[i], shorter);
      lengths[i] = length * shorter;
      addTo(move, Math.max(0, weights[i]), steps[i]);
    }
    addTo(mean, sigma, move);
    clip(mean);
    boolean stalled = followPaths(move);
    adapt(steps, lengths, weights, stalled);
    double change = rates.cSigma / rates.dSigma * (norm(pathSigma) / rates.chi - 1);
    sigma *= StrictMath.exp(Math.min(1, change));
    generation++;
  }

  private double[] step(double[] place) {
    double[] step = new double[place.length];
    for (int i = 0; i < step.length; i++) {
      step[i] = (place[i] - mean[i]) / sigma;
    }
    return step;
  }

  /** A place as steps along the main axes, in units of their deviations. */
  double[] white(double[] place) {
    return whitened(step(place));
  }

  /** In units of the main axes. */
  private double[] whitened(double[] step) {
    double[] white = new double[step.length];
    for (int axis = 0; axis < white.length; axis++) {
      white[axis] = dot(basis[axis], step) / axes[axis];
    }
    return white;
  }

  /** Updates both paths; says whether that of the step size is so long that the other waits. */
  private boolean followPaths(double[] move) {
    double[] white = whitened(move);
    double keep = 1 - rates.cSigma;
    scale(pathSigma, keep);
    double gain = Math.sqrt(rates.cSigma * (2 - rates.cSigma) * rates.muEff);
    for (int axis = 0; axis < white.length; axis++) {
      addTo(pathSigma, gain * white[axis], basis[axis]);
    }
    double begun = Math.sqrt(1 - StrictMath.pow(keep, 2.0 * (generation + 1)));
    double usual = (1.4 + 2.0 / (mean.length + 1)) * rates.chi;
    boolean stalled = norm(pathSigma) / begun >= usual;
    scale(pathC, 1 - rates.cPath);
    if (!stalled) {
      addTo(pathC, Math.sqrt(rates.cPath * (2 - rates.cPath) * rates.muEff), move);
    }
    return stalled;
  }

  private void adapt(double[][] steps, double[] lengths, double[] weights, boolean stalled) {
    double sum = 0;
    double[] scaled = new double[weights.length];
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k];
      double square = Math.max(1e-12, lengths[k] * lengths[k]);
      scaled[k] = weights[k] < 0 ? weights[k] * mean.length / square : weights[k];
    }
    double lost = stalled ? rates.c1 * rates.cPath * (2 - rates.cPath) : 0;
    double keep = 1 + lost - rates.c1 - rates.cMu * sum;
    for (int i = 0; i < mean.length; i++) {
      for (int j = rates.diagonal ? i : 0; j <= i; j++) {
        double ranks = 0;
        for (int k = 0; k < scaled.length; k++) {
          ranks += scaled[k] * steps[k][i] * steps[k][j];
        }
        double entry = keep * covariance[i][j] + rates.c1 * pathC[i] * pathC[j] + rates.cMu * ranks;
        covariance[i][j] = entry;
        covariance[j][i] = entry;
      }
    }
  }

  /**
   * Keeps the cells beside the mean in reach, however narrow the distribution becomes (CMA-ES with
   * margin, Hamano et al., 2022, but here the covariance itself is widened).
   *
   * @param quantile how many deviations make a step rare enough
   */
  void keepMargin(List<Coordinate> coordinates, double quantile) {
    for (int i = 0; i < mean.length; i++) {
      double least = coordinates.get(i).reach(mean[i]) / quantile;
      double wider = least / deviation(i);
      if (wider > 1 && wider < 1e8) {
        for (int j = 0; j < mean.length; j++) {
          covariance[i][j] *= wider;
          covariance[j][i] *= wider;
        }
      }
    }
  }

  /** Finds the main axes again, once enough has changed. */
  void decompose() {
    double gap = 1 / (10.0 * Math.max(1, mean.length) * (rates.c1 + rates.cMu));
    if (axes.length == mean.length && mean.length > 30 && generation - decomposed < gap) {
      return;
    }
    decomposed = generation;
    SymmetricEigen eigen = SymmetricEigen.of(covariance);
    axes = eigen.values().clone();
    basis = eigen.vectors();
    double floor = axes.length == 0 ? 0 : 1e-15 * axes[axes.length - 1];
    for (int axis = 0; axis < axes.length; axis++) {
      axes[axis] = Math.sqrt(Math.max(axes[axis], floor));
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static void addTo(double[] sum, double factor, double[] a) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * a[i];
    }
  }

  private static void scale(double[] a, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
  }
}
