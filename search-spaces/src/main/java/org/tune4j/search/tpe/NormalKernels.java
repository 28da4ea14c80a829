package org.tune4j.search.tpe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tune4j.math.FastMath;
import org.tune4j.math.Gaussian;
import org.tune4j.space.Range;

/** Normal distributions over [0, 1], cut off at its ends; uniform where a kernel has no place. */
final class NormalKernels implements Kernels {
  /** Cells narrower than this part of the narrowest kernel are points with a density. */
  private static final double NARROW = 0.1;

  private static final double SQRT_HALF = 0.7071067811865476;
  private static final double LEAST_MASS = 1e-16;

  private final Range range;
  private final Dimension.Placed dimension;
  private final double floor;
  private final double[] centres;
  private final double[] inverses; // of the widths times the root of 2; 0 for uniform
  private final double[] logs; // of what the densities are divided by, negated
  private final double[] masses; // within [0, 1]
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
    this.floor = bandwidth.floor(kernels + 1);
    this.centres = new double[kernels + 1];
    this.inverses = new double[kernels + 1];
    this.logs = new double[kernels + 1];
    this.masses = new double[kernels + 1];
    Arrays.fill(masses, 1);
    int[] order = columns.order(parameter);
    int[] rows = new int[kernels];
    int count = 0;
    for (int i = 0; i < columns.active(parameter); i++) {
      if (kernelOf[order[i]] >= 0) {
        rows[count++] = order[i];
      }
    }
    for (int i = 0; i < count; i++) {
      double centre = columns.place(parameter, rows[i]);
      double left = i == 0 ? 0 : centre - columns.place(parameter, rows[i - 1]);
      double right = i == count - 1 ? 0 : columns.place(parameter, rows[i + 1]) - centre;
      double width = count == 1 ? 1 : Math.max(left, right);
      double least = Math.max(floor, bandwidth.cell() * columns.width(parameter, rows[i]));
      set(kernelOf[rows[i]], centre, Math.min(1, Math.max(least, width)));
    }
  }

  private void set(int kernel, double centre, double width) {
    double inverse = 1 / width;
    double mass = FastMath.below((1 - centre) * inverse) - FastMath.below(-centre * inverse);
    centres[kernel] = centre;
    inverses[kernel] = inverse * SQRT_HALF;
    masses[kernel] = mass;
    logs[kernel] = -FastMath.log(width * mass) - Gaussian.LOG_SQRT_2_PI;
  }

  @Override
  public void add(double value, double[] sums) {
    double low = dimension.low(value);
    if (!dimension.hasCells()) {
      addDensities(low, 0, sums);
      return;
    }
    double high = dimension.high(value);
    if (high - low < NARROW * floor) {
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
      sums[k] += plus + logs[k] - z * z;
    }
  }

  private double[] ofCell(double low, double high) {
    double[] ofCell = new double[centres.length];
    for (int k = 0; k < ofCell.length; k++) {
      double inverse = inverses[k] / SQRT_HALF;
      double mass =
          inverse == 0
              ? high - low
              : FastMath.below((high - centres[k]) * inverse)
                  - FastMath.below((low - centres[k]) * inverse);
      ofCell[k] = FastMath.log(Math.max(mass / masses[k], LEAST_MASS));
    }
    return ofCell;
  }

  @Override
  public double sample(int kernel, RandomGenerator random) {
    double part = Kernels.unit(random);
    double inverse = inverses[kernel] / SQRT_HALF;
    if (inverse == 0) {
      return range.at(part);
    }
    double centre = centres[kernel];
    double below = FastMath.below(-centre * inverse) + part * masses[kernel];
    return range.at(Math.clamp(centre + Gaussian.quantile(below) / inverse, 0, 1));
  }
}
