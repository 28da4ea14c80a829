package org.tune4j.search.gp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.BoxLbfgs;
import org.tune4j.search.Observation;

/**
 * The parameters that fit the history best, each fit starting where the one before ended. It is
 * fitted anew after certain numbers of trials only, so that what it gives follows from the history
 * and not from when it was asked. Not thread-safe.
 */
final class Fits {
  private final Inputs inputs;
  private final int first;
  private final boolean isRough;
  private double @Nullable [] theta;
  private int fitted;
  private double misfit;
  private @Nullable Observation last;

  /**
   * @param first after how many trials it is fitted first
   * @param isRough whether there may be waves
   */
  Fits(Inputs inputs, int first, boolean isRough) {
    this.inputs = inputs;
    this.first = first;
    this.isRough = isRough;
  }

  /** The parameters after these trials. */
  @SuppressWarnings("ReferenceEquality") // another history has others that may be equal
  double[] after(List<Observation> ended) {
    if (fitted > ended.size() || (fitted > 0 && ended.get(fitted - 1) != last)) {
      theta = null; // another history
      fitted = 0;
    }
    for (int n = next(fitted); n <= ended.size(); n = next(n)) {
      theta = fit(Training.of(inputs, ended.subList(0, n)), theta);
      fitted = n;
      last = ended.get(n - 1);
    }
    return theta == null ? Hyper.start(inputs.scales(), 0.5, 1e-4, isRough) : theta;
  }

  /** Minus the logarithm of how likely what was fitted last is. */
  double misfit() {
    return misfit;
  }

  /** After how many trials it is fitted next: each at first, then each twentieth part. */
  private int next(int n) {
    return n < first ? first : n + Math.max(1, n / 20);
  }

  private double[] fit(Training training, double @Nullable [] before) {
    Likelihood likelihood = new Likelihood(training.rows(), training.y());
    double best = Double.POSITIVE_INFINITY;
    double[] found = before;
    int n = training.y().length;
    int evaluations = Math.clamp((long) (4e7 / n / n / n), 10, 40);
    for (double[] start : starts(before, n)) {
      double value = minimise(likelihood, start, evaluations);
      if (value < best || found == null) {
        best = value;
        found = start;
      }
    }
    misfit = best;
    return found == null ? Hyper.start(inputs.scales(), 0.5, 1e-4, isRough) : found;
  }

  private double minimise(Likelihood likelihood, double[] theta, int evaluations) {
    double[] low = Hyper.low(inputs.scales(), isRough);
    double[] high = Hyper.high(inputs.scales(), isRough);
    return BoxLbfgs.minimise(likelihood, theta, low, high, evaluations, 1e-2, 1);
  }

  /** Many fits where they are cheap; later on from where the last one ended. */
  private double[][] starts(double @Nullable [] before, int n) {
    double[] smooth = Hyper.start(inputs.scales(), 0.7, 1e-4, isRough);
    double[] noisy = Hyper.start(inputs.scales(), 1, 0.1, isRough);
    if (before == null) {
      return new double[][] {smooth, noisy};
    }
    return n < 80
        ? new double[][] {before.clone(), smooth, noisy}
        : new double[][] {before.clone()};
  }
}
