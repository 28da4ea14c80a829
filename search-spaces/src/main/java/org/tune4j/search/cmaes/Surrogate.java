package org.tune4j.search.cmaes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quadratic model of the function around the mean, from the results that lie nearest (after Kern,
 * Hansen, Koumoutsakos, "Local meta-models for optimization using evolution strategies", 2006). It
 * tells which of several draws is worth a trial, as far as it was right before.
 */
final class Surrogate {
  private static final int KEPT = 100;
  private static final int MOST_TERMS = 28;

  /** How much curvature is held down. */
  private static final double RIDGE = 1e-4;

  /** Worse than this many times as far from the best as the median is as bad as this. */
  private static final double CLIP = 20;

  /** Results for each term of the model. */
  private static final double NEAR = 1.6;

  private final int dimensions;
  private final List<Member> known = new ArrayList<>();
  private final Distribution frame;
  private double[] coefficients = new double[0];
  private double[] sortedValues = new double[0];
  private boolean isAtBound; // some of these break a bound, and some do not
  private double trust;

  /**
   * A model around a distribution.
   *
   * @param before what knows results already; {@code null} when none are known
   */
  Surrogate(Distribution frame, @Nullable Surrogate before) {
    this.frame = frame;
    this.dimensions = frame.mean().length;
    if (before != null) {
      known.addAll(before.known);
    }
  }

  /** How often the model put a new result on the right side of others, minus how often not. */
  double trust() {
    return isReady() ? Math.max(0, trust) : 0;
  }

  private boolean isReady() {
    return coefficients.length > 0;
  }

  /** A result. */
  void add(Member member) {
    if (isReady()) {
      score(member);
    }
    known.add(member);
    if (known.size() > KEPT) {
      known.remove(0);
    }
  }

  private void score(Member member) {
    double predicted = predict(member.place());
    int right = 0;
    int wrong = 0;
    for (int i = Math.max(0, known.size() - 12); i < known.size(); i++) {
      double other = known.get(i).value();
      if (other != member.value()) {
        boolean isRight = (predicted < transformed(other)) == (member.value() < other);
        right += isRight ? 1 : 0;
        wrong += isRight ? 0 : 1;
      }
    }
    if (right + wrong > 0) {
      trust += 0.15 * ((double) (right - wrong) / (right + wrong) - trust);
    }
  }

  /** On the scale of the results nearby; ranks, when there is no scale. */
  private double transformed(double value) {
    double low = sortedValues[0];
    double spread = sortedValues[sortedValues.length / 2] - low;
    if (spread > 0 && spread < 1e200 && !isAtBound) {
      return Math.min((value - low) / spread, CLIP);
    }
    int found = Arrays.binarySearch(sortedValues, value);
    return (found >= 0 ? found : -found - 1) / (double) sortedValues.length;
  }

  private int terms(int count) {
    int full = (dimensions + 1) * (dimensions + 2) / 2;
    if (full <= MOST_TERMS && count >= 1.2 * full) {
      return full;
    }
    int diagonal = 2 * dimensions + 1;
    return count >= 1.2 * diagonal ? diagonal : 0;
  }

  /** Fits the model to the distribution as it is now. */
  void fit() {
    coefficients = new double[0];
    int terms = terms(known.size());
    if (terms == 0) {
      return;
    }
    double[][] places = new double[known.size()][];
    double[] distances = new double[known.size()];
    Integer[] order = new Integer[known.size()];
    for (int i = 0; i < order.length; i++) {
      places[i] = frame.white(known.get(i).place());
      distances[i] = square(places[i]);
      order[i] = i;
    }
    Arrays.sort(order, Comparator.comparingDouble(i -> distances[i]));
    Integer[] nearest = Arrays.copyOf(order, Math.min(order.length, (int) (NEAR * terms)));
    sortedValues = Arrays.stream(nearest).mapToDouble(i -> known.get(i).value()).sorted().toArray();
    long feasible = Arrays.stream(nearest).filter(i -> known.get(i).isFeasible()).count();
    isAtBound = feasible > 0 && feasible < nearest.length;
    double farthest = distances[nearest[nearest.length - 1]] * 1.1 + 1e-12;
    double[][] normal = new double[terms][terms];
    double[] right = new double[terms];
    for (int i : nearest) {
      double closeness = 1 - distances[i] / farthest;
      double weight = closeness * closeness + 0.01;
      add(normal, right, places[i], weight, transformed(known.get(i).value()));
    }
    for (int a = 1; a < terms; a++) {
      normal[a][a] += RIDGE * (a > dimensions ? 1 : 0.1) * nearest.length;
    }
    if (solve(normal, right)) {
      coefficients = right;
    }
  }

  private void add(double[][] normal, double[] right, double[] place, double weight, double value) {
    double[] row = new double[right.length];
    features(place, row);
    for (int a = 0; a < row.length; a++) {
      double weighted = weight * row[a];
      right[a] += weighted * value;
      for (int b = 0; b <= a; b++) {
        normal[a][b] += weighted * row[b];
      }
    }
  }

  private static double square(double[] z) {
    double sum = 0;
    for (double x : z) {
      sum += x * x;
    }
    return sum;
  }

  /** 1, the coordinates, half their squares, and, as far as there is room, their products. */
  private static void features(double[] z, double[] row) {
    int at = 0;
    row[at++] = 1;
    for (double x : z) {
      row[at++] = x;
    }
    for (double x : z) {
      row[at++] = x * x / 2;
    }
    for (int i = 0; at < row.length; i++) {
      for (int j = 0; j < i; j++) {
        row[at++] = z[i] * z[j];
      }
    }
  }

  /** By Cholesky's method; the solution takes the place of the right side. */
  private static boolean solve(double[][] a, double[] b) {
    if (!factor(a)) {
      return false;
    }
    for (int i = 0; i < b.length; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= a[i][k] * b[k];
      }
      b[i] /= a[i][i];
    }
    for (int i = b.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < b.length; k++) {
        b[i] -= a[k][i] * b[k];
      }
      b[i] /= a[i][i];
    }
    return true;
  }

  private static boolean factor(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        if (i == j && !(sum > 0)) {
          return false;
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
    return true;
  }

  /** What the model expects at a place, on a scale of its own. */
  double predict(double[] place) {
    double[] row = new double[coefficients.length];
    features(frame.white(place), row);
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += coefficients[i] * row[i];
    }
    return sum;
  }
}
