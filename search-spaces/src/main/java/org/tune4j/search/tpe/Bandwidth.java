package org.tune4j.search.tpe;

/**
 * How wide kernels are: as far as the farther of both neighbours, but not less than a floor, which
 * keeps a crowd of points from making a needle ("magic clipping"), and not more than the range.
 *
 * @param least the floor, however many kernels there are
 * @param cell what part of the cell of a value with steps a kernel spans at least: neighbours of a
 *     good value are worth a try, even when all kernels stand on it
 * @param shrink how fast the floor falls to that: 1 / (kernels + 1)^shrink
 */
record Bandwidth(double least, double shrink, double cell) {
  private static final double CELL = 0.25;

  /** As Optuna has it. */
  static final Bandwidth FINE = new Bandwidth(0.01, 1, CELL);

  /** Watanabe, "Tree-structured Parzen estimator" (2023), table 3. */
  static final Bandwidth COARSE = new Bandwidth(0.03, 2, CELL);

  /** The floor, as a part of the range. */
  double floor(int kernels) {
    double falling = shrink == 1 ? 1.0 / (kernels + 1) : 1.0 / (kernels + 1.0) / (kernels + 1.0);
    return Math.min(1, Math.max(least, falling));
  }
}
