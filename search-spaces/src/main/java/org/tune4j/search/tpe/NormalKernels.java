package org.tune4j.search.tpe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.math.FastMath;
import org.tune4j.math.Gaussian;
import org.tune4j.space.Range;

/**
 * Normal distributions over [0, 1], cut off at its ends, with a low flat floor where they are lower
 * than it; uniform where a kernel has no place.
 *
 * <p>The floor is to numbers what the smoothing is to items: a point may keep all that a good trial
 * had but one number. Without it, whoever has settled in a wrong valley of one number could leave
 * it only by drawing all numbers anew.
 */
final class NormalKernels implements Kernels {
  /** Cells narrower than this part of the narrowest kernel are points with a density. */
  private static final double NARROW = 0.1;

  /** The floor, for each number of the space: about so many numbers of a point come from there. */
  private static final double FLOOR = 0.4;

  private static final double MOST_FLOOR = 0.05;
  private static final double SQRT_HALF = 0.7071067811865476;
  private static final double LEAST_MASS = 1e-16;

  private final Range range;
  private final Dimension.Placed dimension;
  private final double narrow;
  private final double floor;
  private final double logFloor;
  private final double[] centres;
  private final double[] inverses; // of the widths times the root of 2; 0 for uniform
  private final double[] logs; // of the densities at the centres
  private final double[] floors; // logarithms of the densities of the floors
  private final double[] masses; // of the normal distributions within [0, 1]
  private final double[] reaches; // how far from the centre the floor begins
  private final double[] totals; // what the kernels would add up to
  private final Map<Double, double[]> cells = new HashMap<>();

  NormalKernels(
      Dimension.Placed dimension,
      Columns columns,
      int parameter,
      int[] kernelOf,
      int kernels,
      Bandwidth bandwidth) {
    this.range = columns.space().parameters().get(parameter).range();
    this.dimension = dimension;
    double least = bandwidth.floor(kernels + 1);
    this.narrow = NARROW * least;
    this.floor = Math.min(MOST_FLOOR, FLOOR / columns.space().size());
    this.logFloor = FastMath.log(floor);
    this.centres = new double[kernels + 1];
    this.inverses = new double[kernels + 1];
    this.logs = new double[kernels + 1];
    this.floors = new double[kernels + 1];
    this.reaches = new double[kernels + 1];
    this.totals = new double[kernels + 1];
    this.masses = new double[kernels + 1];
    Arrays.fill(masses, 1);
    Arrays.fill(floors, Double.NEGATIVE_INFINITY);
    int[] order = columns.order(parameter);
    int[] rows = new int[kernels];
    int count = 0;
    for (int i = 0; i < columns.active(parameter); i++) {
      if (kernelOf[order[i]] >= 0) {
        rows[count++] = order[i];
      }
    }
    double[] places = new double[count];
    Arrays.setAll(places, i -> columns.place(parameter, rows[i]));
    double[] widths = bandwidth.widths(places);
    for (int i = 0; i < count; i++) {
      double ofCell = Bandwidth.CELL * columns.width(parameter, rows[i]);
      double width = Math.max(Math.max(least, ofCell), widths[i]);
      set(kernelOf[rows[i]], places[i], Math.min(1, width));
    }
  }

  private void set(int kernel, double centre, double width) {
    double inverse = 1 / width;
    double mass = FastMath.below((1 - centre) * inverse) - FastMath.below(-centre * inverse);
    centres[kernel] = centre;
    inverses[kernel] = inverse * SQRT_HALF;
    masses[kernel] = mass;
    double log = -FastMath.log(width * mass) - Gaussian.LOG_SQRT_2_PI;
    reaches[kernel] = width * StrictMath.sqrt(Math.max(0, 2 * (log - logFloor)));
    totals[kernel] = 1;
    double total = mass(kernel, 0, 1);
    totals[kernel] = total;
    logs[kernel] = log - FastMath.log(total);
    floors[kernel] = logFloor - FastMath.log(total);
  }

  /** How likely a kernel is to draw a value from there. */
  private double mass(int kernel, double low, double high) {
    if (inverses[kernel] == 0) {
      return high - low;
    }
    double from = Math.max(low, centres[kernel] - reaches[kernel]);
    double to = Math.max(from, Math.min(high, centres[kernel] + reaches[kernel]));
    return (normal(kernel, from, to) + floor * (high - low - (to - from))) / totals[kernel];
  }

  private double normal(int kernel, double from, double to) {
    return (below(kernel, to) - below(kernel, from)) / masses[kernel];
  }

  private double below(int kernel, double place) {
    return FastMath.below((place - centres[kernel]) * inverses[kernel] / SQRT_HALF);
  }

  @Override
  public void add(double value, double[] sums) {
    double low = dimension.low(value);
    if (!dimension.hasCells()) {
      addDensities(low, 0, sums);
      return;
    }
    double high = dimension.high(value);
    if (high - low < narrow) {
      addDensities((low + high) / 2, FastMath.log(Math.max(high - low, LEAST_MASS)), sums);
      return;
    }
    double[] ofCell = cells.computeIfAbsent(value, v -> ofCell(low, high));
    for (int k = 0; k < sums.length; k++) {
      sums[k] += ofCell[k];
    }
  }

  private void addDensities(double place, double plus, double[] sums) {
    for (int k = 0; k < sums.length; k++) {
      double z = (place - centres[k]) * inverses[k];
      sums[k] += plus + Math.max(logs[k] - z * z, floors[k]);
    }
  }

  private double[] ofCell(double low, double high) {
    double[] ofCell = new double[centres.length];
    for (int k = 0; k < ofCell.length; k++) {
      ofCell[k] = FastMath.log(Math.max(mass(k, low, high), LEAST_MASS));
    }
    return ofCell;
  }

  @Override
  public double sample(int kernel, RandomGenerator random) {
    double part = Chance.uniform(random);
    return range.at(inverses[kernel] == 0 ? part : place(kernel, part * totals[kernel]));
  }

  /** Where a kernel has that much below, if first comes what lies within its reach. */
  private double place(int kernel, double part) {
    double from = Math.max(0, centres[kernel] - reaches[kernel]);
    double to = Math.min(1, centres[kernel] + reaches[kernel]);
    double inside = normal(kernel, from, to);
    if (part < inside) {
      double z = Gaussian.quantile(below(kernel, from) + part * masses[kernel]);
      return Math.clamp(centres[kernel] + z * SQRT_HALF / inverses[kernel], from, to);
    }
    double outside = Math.min((part - inside) / floor, 1 - (to - from));
    return outside < from ? outside : Math.min(1, outside + (to - from));
  }
}
