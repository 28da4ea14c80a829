package org.tune4j.search.gp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Domain;
import org.tune4j.space.Normals;
import org.tune4j.space.Parameter;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;

/**
 * How points look to the kernel: columns of numbers. A parameter that can be ordered is its place
 * on the unit interval; one that cannot is its item, of which only sameness counts. Where a
 * parameter may be inactive, it is taken for 0.5 then, and a second column sets it apart, so that
 * two points are alike in it when it is inactive in both.
 */
final class Inputs {
  /** How far active and inactive lie apart, as a part of the range. */
  private static final double APART = 0.5;

  private static final double TAIL = 1e-3;
  private static final int FEW = 16;
  private static final int MANY = 64;
  private static final int CUTS = 500;

  enum Kind {
    NUMBER,
    ACTIVITY,
    ITEM
  }

  /**
   * A column.
   *
   * @param parameter whose it is
   * @param scale the number of its length scale: columns of one parameter share it
   */
  record Column(Kind kind, int parameter, int scale) {}

  private final ParameterSpace space;
  private final List<Column> columns = new ArrayList<>();
  private int scales;

  Inputs(ParameterSpace space) {
    this.space = space;
    for (int i = 0; i < space.size(); i++) {
      add(i, space.parameters().get(i));
    }
  }

  private void add(int i, Parameter parameter) {
    boolean isConditional = !parameter.when().isAlways();
    if (parameter.range().count() == 1 && !isConditional) {
      return; // tells nothing
    }
    if (!parameter.range().isOrdered()) {
      columns.add(new Column(Kind.ITEM, i, scales));
    } else {
      columns.add(new Column(Kind.NUMBER, i, scales));
      if (isConditional) {
        columns.add(new Column(Kind.ACTIVITY, i, scales));
      }
    }
    scales++;
  }

  ParameterSpace space() {
    return space;
  }

  List<Column> columns() {
    return columns;
  }

  /** How many length scales there are. */
  int scales() {
    return scales;
  }

  /** Whether a parameter is followed along its slope: a number with many values or endless ones. */
  boolean isSmooth(int parameter) {
    Range range = space.parameters().get(parameter).range();
    return range.isOrdered() && (range.count() == 0 || range.count() > FEW);
  }

  /** The places to try for a parameter that is not smooth: one for each value. */
  double[] places(int parameter) {
    Range range = space.parameters().get(parameter).range();
    return range.isOrdered()
        ? IntStream.rangeClosed(0, CUTS)
            .mapToDouble(i -> range.unit(range.at((double) i / CUTS)))
            .distinct()
            .toArray()
        : IntStream.range(0, (int) Math.min(range.count(), MANY))
            .mapToDouble(range::unit)
            .toArray();
  }

  /** The least place at which a parameter is tried: a normal distribution has far tails. */
  double low(int parameter) {
    return space.parameters().get(parameter).range() instanceof Range.Numbers(Domain.Numeric d)
            && d instanceof Normals
        ? TAIL
        : 0;
  }

  double high(int parameter) {
    return 1 - low(parameter);
  }

  /** A row: the number of each column at a point. */
  double[] row(double[] point) {
    return row(point, null);
  }

  /** The row at a place of the unit cube, where what is smooth is not rounded to its steps. */
  double[] rowAt(double[] unit) {
    return row(space.at(unit), unit);
  }

  private double[] row(double[] point, double @Nullable [] unit) {
    double[] row = new double[columns.size()];
    for (int c = 0; c < row.length; c++) {
      Column column = columns.get(c);
      double value = point[column.parameter];
      boolean isActive = !Double.isNaN(value);
      row[c] =
          switch (column.kind) {
            case NUMBER -> isActive ? place(column.parameter, value, unit) : 0.5;
            case ACTIVITY -> isActive ? APART : 0;
            case ITEM -> isActive ? value : -1;
          };
    }
    return row;
  }

  private double place(int parameter, double value, double @Nullable [] unit) {
    return unit != null && isSmooth(parameter)
        ? Math.clamp(unit[parameter], 0, 1)
        : space.parameters().get(parameter).range().unit(value);
  }
}
