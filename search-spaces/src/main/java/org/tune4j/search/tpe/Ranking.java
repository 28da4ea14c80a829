package org.tune4j.search.tpe;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Rows of {@link Columns} from the best value to the worst; of equal ones the older trial comes
 * first, so that no order of arrival matters. Grows only.
 */
final class Ranking {
  private final Columns columns;
  private double[] values = new double[0]; // by row; NaN when it is not ranked
  private final BitSet infeasible = new BitSet(); // rows
  private int[] rows = new int[16];
  private int size;

  Ranking(Columns columns) {
    this.columns = columns;
  }

  /** How many rows are ranked. */
  int size() {
    return size;
  }

  /** {@link #size} rows, from the best to the worst; not to be changed. */
  int[] rows() {
    return rows;
  }

  /** Whether a row is ranked. */
  boolean has(int row) {
    return row < values.length && !Double.isNaN(values[row]);
  }

  /** The value of a row that is ranked. */
  double value(int row) {
    return values[row];
  }

  /** Whether a row that is ranked breaks no bound. */
  boolean isFeasible(int row) {
    return !infeasible.get(row);
  }

  /**
   * Ranks a row that is not ranked yet.
   *
   * @param value not NaN
   */
  void add(int row, double value, boolean isFeasible) {
    infeasible.set(row, !isFeasible);
    if (row >= values.length) {
      int known = values.length;
      values = Arrays.copyOf(values, Math.max(16, row + 1 + row / 2));
      Arrays.fill(values, known, values.length, Double.NaN);
    }
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
    }
    values[row] = value;
    int low = 0;
    int high = size++;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBetter(rows[middle], row)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    System.arraycopy(rows, low, rows, low + 1, size - 1 - low);
    rows[low] = row;
  }

  private boolean isBetter(int a, int b) {
    return values[a] < values[b]
        || (values[a] == values[b] && columns.number(a) < columns.number(b));
  }
}
