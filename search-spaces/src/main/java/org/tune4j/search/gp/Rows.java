package org.tune4j.search.gp;

import java.util.List;

/**
 * Points as columns of numbers, and their distances.
 *
 * @param inputs what the columns are
 * @param values one array per column, with a number for each point
 * @param size how many points there are
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Rows(Inputs inputs, double[][] values, int size) {

  static Rows of(Inputs inputs, List<double[]> points) {
    return ofRows(inputs, points.stream().map(inputs::row).toList());
  }

  static Rows ofRows(Inputs inputs, List<double[]> rows) {
    double[][] values = new double[inputs.columns().size()][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int c = 0; c < values.length; c++) {
        values[c][i] = rows.get(i)[c];
      }
    }
    return new Rows(inputs, values, rows.size());
  }

  double[] row(int point) {
    double[] row = new double[values.length];
    for (int c = 0; c < row.length; c++) {
      row[c] = values[c][point];
    }
    return row;
  }

  /**
   * The squared distances of a row from the first {@code n} points.
   *
   * @param weights the inverse square of each length scale
   * @param into where they are written
   */
  void distances(double[] row, double[] weights, int n, double[] into) {
    java.util.Arrays.fill(into, 0, n, 0);
    for (int c = 0; c < values.length; c++) {
      Inputs.Column column = inputs.columns().get(c);
      double weight = weights[column.scale()];
      if (column.kind() == Inputs.Kind.ITEM) {
        addItems(row[c], weight, values[c], n, into);
      } else {
        addNumbers(row[c], weight, values[c], n, into);
      }
    }
  }

  private static void addNumbers(double x, double weight, double[] others, int n, double[] into) {
    for (int i = 0; i < n; i++) {
      double apart = x - others[i];
      into[i] += weight * (apart * apart);
    }
  }

  private static void addItems(double x, double weight, double[] others, int n, double[] into) {
    for (int i = 0; i < n; i++) {
      into[i] += x == others[i] ? 0 : weight;
    }
  }

  /** Adds, for each length scale, the products of {@code factors} and the squared distances. */
  void addDistances(double[] row, double[] factors, int n, double[] into) {
    for (int c = 0; c < values.length; c++) {
      Inputs.Column column = inputs.columns().get(c);
      boolean isItem = column.kind() == Inputs.Kind.ITEM;
      double[] others = values[c];
      double x = row[c];
      double even = 0;
      double odd = 0;
      for (int i = 0; i < n; i++) {
        double apart = x - others[i];
        double square = isItem ? (apart == 0 ? 0 : 1) : apart * apart;
        if ((i & 1) == 0) {
          even += factors[i] * square;
        } else {
          odd += factors[i] * square;
        }
      }
      into[column.scale()] += even + odd;
    }
  }
}
