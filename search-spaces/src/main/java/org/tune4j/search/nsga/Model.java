package org.tune4j.search.nsga;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tune4j.math.Cholesky;
import org.tune4j.space.Parameter;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;

/**
 * What the trials that ended last say about others: each objective as a sum of a parabola for each
 * number and a constant for each item, by ridge regression. It need not be right, only right more
 * often than not about which of two children is better.
 */
final class Model {
  /** How much the terms are held down, for each trial. */
  private static final double RIDGE = 0.01;

  /** Beyond, there is no model: it would take too long. */
  private static final int MOST_TERMS = 150;

  private static final int MOST_ITEMS = 20;
  private static final int LEAST_KEPT = 40;

  /** Worse than this many times as far from the best as the median is as bad as this. */
  private static final double CLIP = 20;

  private final ParameterSpace space;
  private final boolean isCurved;
  private final int[] first; // term of each parameter
  private final int terms;
  private final int kept;
  private final List<Member> known = new ArrayList<>();
  private double[][] rows = new double[0][];
  private double[][] coefficients = new double[0][];
  private double[] infeasible = new double[0];
  private boolean isFitted;

  Model(ParameterSpace space) {
    this.space = space;
    this.isCurved = space.parameters().stream().mapToInt(p -> terms(p, true)).sum() < MOST_TERMS;
    this.first = new int[space.size()];
    int next = 1;
    for (int i = 0; i < first.length; i++) {
      first[i] = next;
      next += terms(space.parameters().get(i), isCurved);
    }
    this.terms = next;
    this.kept = Math.max(LEAST_KEPT, 2 * terms);
  }

  private static int terms(Parameter parameter, boolean isCurved) {
    Range range = parameter.range();
    if (range.isOrdered()) {
      return isCurved ? 2 : 1;
    }
    return range.count() > MOST_ITEMS ? 0 : (int) range.count();
  }

  /** One that ended well. */
  void add(Member member) {
    known.add(member);
    if (known.size() > kept) {
      known.remove(0);
    }
    isFitted = false;
  }

  /** Whether it can tell anything. */
  boolean isReady() {
    return terms <= MOST_TERMS && known.size() >= Math.min(LEAST_KEPT / 2, 2 + terms);
  }

  /** What each objective would be. */
  double[] predict(double[] unit) {
    fit();
    double[] row = row(unit);
    double[] values = new double[coefficients.length];
    Arrays.setAll(values, i -> dot(coefficients[i], row));
    return values;
  }

  /** How likely bounds would be broken, in [0, 1]. */
  double violates(double[] unit) {
    fit();
    return infeasible.length == 0 ? 0 : Math.clamp(dot(infeasible, row(unit)), 0, 1);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private double[] row(double[] unit) {
    double[] row = new double[terms];
    row[0] = 1;
    for (int i = 0; i < unit.length; i++) {
      Range range = space.parameters().get(i).range();
      if (Double.isNaN(unit[i])) {
        continue; // has no part in the sum
      }
      if (range.isOrdered()) {
        double z = 2 * unit[i] - 1;
        row[first[i]] = z;
        if (isCurved) {
          row[first[i] + 1] = z * z - 1.0 / 3; // 0 in the mean, as z is
        }
      } else if (range.count() <= MOST_ITEMS) {
        row[first[i] + (int) range.at(unit[i])] = 1;
      }
    }
    return row;
  }

  private void fit() {
    if (isFitted) {
      return;
    }
    isFitted = true;
    rows = known.stream().map(member -> row(member.unit())).toArray(double[][]::new);
    Cholesky factor = Cholesky.of(products());
    coefficients = new double[known.getFirst().score().values().length][];
    for (int objective = 0; objective < coefficients.length; objective++) {
      int which = objective;
      double[] values = known.stream().mapToDouble(m -> m.score().values()[which]).toArray();
      coefficients[objective] = solved(factor, clipped(values));
    }
    double[] broken = known.stream().mapToDouble(m -> m.score().violation() > 0 ? 1 : 0).toArray();
    boolean isAnyBroken = Arrays.stream(broken).anyMatch(b -> b > 0);
    infeasible = isAnyBroken ? solved(factor, broken) : new double[0];
  }

  private double[][] products() {
    double[][] matrix = new double[terms][];
    for (int i = 0; i < terms; i++) {
      matrix[i] = new double[i + 1];
      for (double[] row : rows) {
        double value = row[i];
        for (int j = 0; j <= i && value != 0; j++) {
          matrix[i][j] += value * row[j];
        }
      }
      matrix[i][i] += i == 0 ? 1e-9 : RIDGE * rows.length;
    }
    return matrix;
  }

  private double[] solved(Cholesky factor, double[] values) {
    double[] right = new double[terms];
    for (int k = 0; k < rows.length; k++) {
      for (int i = 0; i < terms; i++) {
        right[i] += rows[k][i] * values[k];
      }
    }
    factor.solve(right);
    return right;
  }

  /** A few awful values would hide all that the others tell. */
  private static double[] clipped(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double worst = sorted[0] + CLIP * (sorted[sorted.length / 2] - sorted[0]);
    if (worst > sorted[0]) {
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.min(values[i], worst);
      }
    }
    return values;
  }
}
