package org.tune4j.search.cmaes;

import java.util.Arrays;
import org.tune4j.space.Range;

/** An ordered parameter as one coordinate of the unit cube. */
final class Coordinate {
  /** With more values than this, a parameter is as good as continuous. */
  private static final int MANY = 64;

  private final int parameter;
  private final Range range;
  private final double[] edges; // between the cells of its values; none when it is continuous

  Coordinate(int parameter, Range range) {
    this.parameter = parameter;
    this.range = range;
    long count = range.count();
    this.edges = count > 0 && count <= MANY ? edges(range, (int) count) : new double[0];
  }

  private static double[] edges(Range range, int count) {
    double[] edges = new double[count - 1];
    double last = range.at(1);
    int found = 0;
    for (double from = 0; found < edges.length && range.at(from) != last; found++) {
      from = nextEdge(range, from);
      edges[found] = from;
    }
    return Arrays.copyOf(edges, found);
  }

  private static double nextEdge(Range range, double from) {
    double value = range.at(from);
    double low = from;
    double high = 1;
    while (high - low > 1e-12) {
      double middle = (low + high) / 2;
      if (range.at(middle) == value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The number of the parameter. */
  int parameter() {
    return parameter;
  }

  /** The value at a place. */
  double value(double place) {
    return range.at(place);
  }

  /** The place of a value: the middle of its cell, if it has one. */
  double place(double value) {
    double unit = range.unit(value);
    if (edges.length == 0) {
      return unit;
    }
    int cell = cell(unit);
    double low = cell == 0 ? 0 : edges[cell - 1];
    double high = cell == edges.length ? 1 : edges[cell];
    return (low + high) / 2;
  }

  private int cell(double place) {
    int cell = 0;
    while (cell < edges.length && edges[cell] <= place) {
      cell++;
    }
    return cell;
  }

  /** How far it is from here to the farther of the two cells beside; 0 when there are no cells. */
  double reach(double place) {
    int cell = cell(place);
    double down = cell == 0 ? 0 : place - edges[cell - 1];
    double up = cell == edges.length ? 0 : edges[cell] - place;
    return Math.max(down, up);
  }
}
