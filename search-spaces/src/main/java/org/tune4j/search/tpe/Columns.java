package org.tune4j.search.tpe;

import java.util.Arrays;
import java.util.List;
import org.tune4j.space.ParameterSpace;

/**
 * Points of trials, column by column, with the rows of each column in the order of their places: so
 * an estimator over any of them needs no sorting. Grows only. Not thread-safe.
 */
final class Columns {
  private final ParameterSpace space;
  private final List<Dimension> dimensions;
  private final double[][] places;
  private final double[][] widths;
  private final int[][] orders;
  private final int[] active;
  private int size;
  private int[] rows = new int[0];
  private int[] numbers = new int[16];
  private double[][] points = new double[16][];

  Columns(ParameterSpace space) {
    this.space = space;
    this.dimensions = space.parameters().stream().map(p -> Dimension.of(p.range())).toList();
    this.places = new double[space.size()][16];
    this.widths = new double[space.size()][16];
    this.orders = new int[space.size()][16];
    this.active = new int[space.size()];
  }

  ParameterSpace space() {
    return space;
  }

  Dimension dimension(int parameter) {
    return dimensions.get(parameter);
  }

  /** How many rows there are. */
  int size() {
    return size;
  }

  /** The numbers of all trials are below. */
  int end() {
    return rows.length;
  }

  /** The row of a trial; -1 when it has none. */
  int row(int number) {
    return number < rows.length ? rows[number] : -1;
  }

  /** The row of a trial; a new one unless it has one. */
  int add(int number, double[] point) {
    if (number >= rows.length) {
      int known = rows.length;
      rows = Arrays.copyOf(rows, number + 1 + number / 2);
      Arrays.fill(rows, known, rows.length, -1);
    }
    if (rows[number] >= 0) {
      return rows[number];
    }
    int row = size++;
    rows[number] = row;
    if (row == numbers.length) {
      grow();
    }
    numbers[row] = number;
    points[row] = point;
    for (int j = 0; j < places.length; j++) {
      set(j, row, point[j]);
    }
    return row;
  }

  private void set(int j, int row, double value) {
    places[j][row] = value;
    if (!Double.isNaN(value) && dimension(j) instanceof Dimension.Placed placed) {
      double low = placed.low(value);
      double high = placed.hasCells() ? placed.high(value) : low;
      places[j][row] = (low + high) / 2;
      widths[j][row] = high - low;
      insert(j, row);
    }
  }

  private void grow() {
    int capacity = 2 * numbers.length;
    numbers = Arrays.copyOf(numbers, capacity);
    points = Arrays.copyOf(points, capacity);
    for (int j = 0; j < places.length; j++) {
      places[j] = Arrays.copyOf(places[j], capacity);
      widths[j] = Arrays.copyOf(widths[j], capacity);
      orders[j] = Arrays.copyOf(orders[j], capacity);
    }
  }

  private void insert(int j, int row) {
    int[] order = orders[j];
    int low = 0;
    int high = active[j]++;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(j, order[middle], row)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    System.arraycopy(order, low, order, low + 1, active[j] - 1 - low);
    order[low] = row;
  }

  /** Equal places stand in the order of the trials, so that no order of arrival matters. */
  private boolean isBefore(int j, int a, int b) {
    int order = Double.compare(places[j][a], places[j][b]);
    return order < 0 || (order == 0 && numbers[a] < numbers[b]);
  }

  /** The number of the trial of a row. */
  int number(int row) {
    return numbers[row];
  }

  /** The point of a row; not to be changed. */
  double[] point(int row) {
    return points[row];
  }

  /** The middle of the cell of a value, or the number of the item; {@code NaN} when inactive. */
  double place(int parameter, int row) {
    return places[parameter][row];
  }

  /** How wide the cell of a value is; 0 for real numbers. */
  double width(int parameter, int row) {
    return widths[parameter][row];
  }

  /** The rows in which a number is active, by its place; {@link #active} of them. */
  int[] order(int parameter) {
    return orders[parameter];
  }

  /** In how many rows a number is active. */
  int active(int parameter) {
    return active[parameter];
  }
}
