package org.tune4j.math;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds a local minimum of a smooth function in a box: L-BFGS (Nocedal and Wright, "Numerical
 * Optimization", algorithm 7.4) on the coordinates that are free, with each step projected into the
 * box. Simpler than L-BFGS-B, and as good where few bounds are met.
 */
public final class BoxLbfgs {
  private static final int MEMORY = 8;
  private static final int HALVINGS = 10;
  private static final double ARMIJO = 1e-4;
  private static final double WOLFE = 0.9;

  /** A function with its gradient. */
  @FunctionalInterface
  public interface Smooth {
    /** The value at {@code x}; the gradient is written to {@code gradient}. */
    double at(double[] x, double[] gradient);
  }

  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  private record Pair(double[] step, double[] change, double product) {}

  private final Smooth function;
  private final double[] low;
  private final double[] high;
  private final Deque<Pair> memory = new ArrayDeque<>();
  private int left;
  private double[] x;
  private double[] gradient;
  private double value;

  private BoxLbfgs(Smooth function, double[] start, double[] low, double[] high, int evaluations) {
    this.function = function;
    this.low = low;
    this.high = high;
    this.left = evaluations;
    x = start.clone();
    clamp(x);
    gradient = new double[x.length];
    value = evaluate(x, gradient);
  }

  /**
   * Minimises.
   *
   * @param x where to start; afterwards the best that was found
   * @param evaluations how often the function may be evaluated, from 1
   * @param tolerance of the projected gradient's greatest entry
   * @param firstStep how far the first step may go along one coordinate
   * @return the value at {@code x}
   */
  public static double minimise(
      Smooth function,
      double[] x,
      double[] low,
      double[] high,
      int evaluations,
      double tolerance,
      double firstStep) {
    BoxLbfgs search = new BoxLbfgs(function, x, low, high, evaluations);
    search.run(tolerance, firstStep);
    System.arraycopy(search.x, 0, x, 0, x.length);
    return search.value;
  }

  private double evaluate(double[] at, double[] slope) {
    left--;
    double result = function.at(at, slope);
    return Double.isNaN(result) ? Double.POSITIVE_INFINITY : result;
  }

  private void run(double tolerance, double firstStep) {
    while (left > 0 && projected() > tolerance) {
      double[] direction = direction();
      double slope = GpMath.dot(direction, gradient, x.length);
      if (!(slope < 0)) {
        memory.clear();
        direction = steepest();
      }
      double length = memory.isEmpty() ? Math.min(1, firstStep / greatest(direction)) : 1;
      if (!step(direction, length)) {
        if (memory.isEmpty()) {
          return;
        }
        memory.clear();
      }
    }
  }

  /** The greatest entry of the way to the nearest point of the box down the gradient. */
  private double projected() {
    double most = 0;
    for (int i = 0; i < x.length; i++) {
      double to = Math.min(high[i], Math.max(low[i], x[i] - gradient[i]));
      most = Math.max(most, Math.abs(to - x[i]));
    }
    return most;
  }

  private boolean isFree(int i) {
    return gradient[i] > 0 ? x[i] > low[i] : x[i] < high[i];
  }

  private double[] steepest() {
    double[] down = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      down[i] = isFree(i) ? -gradient[i] : 0;
    }
    return down;
  }

  /** The two loops. */
  private double[] direction() {
    double[] d = steepest();
    List<Pair> pairs = new ArrayList<>(); // newest first
    memory.forEach(pair -> addFree(pair, pairs));
    double[] factors = new double[pairs.size()];
    for (int k = 0; k < pairs.size(); k++) {
      Pair pair = pairs.get(k);
      factors[k] = GpMath.dot(pair.step, d, d.length) / pair.product;
      GpMath.add(-factors[k], pair.change, d, d.length);
    }
    if (!pairs.isEmpty()) {
      Pair newest = pairs.getFirst();
      double scale = newest.product / GpMath.dot(newest.change, newest.change, d.length);
      for (int i = 0; i < d.length; i++) {
        d[i] *= scale;
      }
    }
    for (int k = pairs.size() - 1; k >= 0; k--) {
      Pair pair = pairs.get(k);
      double back = GpMath.dot(pair.change, d, d.length) / pair.product;
      GpMath.add(factors[k] - back, pair.step, d, d.length);
    }
    return d;
  }

  /** Of what was learnt, what is about the coordinates that are free. */
  private void addFree(Pair pair, List<Pair> pairs) {
    double[] step = pair.step.clone();
    double[] change = pair.change.clone();
    for (int i = 0; i < step.length; i++) {
      if (!isFree(i)) {
        step[i] = 0;
        change[i] = 0;
      }
    }
    double product = GpMath.dot(step, change, step.length);
    if (product > 1e-12 * GpMath.dot(change, change, change.length)) {
      pairs.add(new Pair(step, change, product));
    }
  }

  /** Goes as far as it pays; false when it never does. */
  private boolean step(double[] direction, double length) {
    double t = length;
    double room = room(direction);
    double[] slope = new double[x.length];
    for (int i = 0; i <= HALVINGS && left > 0; i++) {
      double[] to = x.clone();
      GpMath.add(t, direction, to, to.length);
      clamp(to);
      double[] moved = to.clone();
      GpMath.add(-1, x, moved, moved.length);
      double promised = GpMath.dot(gradient, moved, moved.length);
      if (!(promised < 0)) { // the box turns it uphill
        t = Math.min(t / 2, room);
        continue;
      }
      double found = evaluate(to, slope);
      if (found <= value + ARMIJO * promised) {
        boolean isShort = GpMath.dot(slope, moved, moved.length) < WOLFE * promised;
        accept(to, found, slope, moved);
        if (isShort) { // it goes on falling as steeply: what was learnt makes steps too short
          memory.clear();
          stretch(moved);
        }
        return true;
      }
      double best = -promised / (2 * (found - value - promised)); // of the parabola
      t *= best > 0.5 ? 0.5 : Math.max(best, 0.1);
      t = Math.min(t, room);
    }
    return false;
  }

  /** Goes on in the direction of a step, twice as far each time, while it pays. */
  private void stretch(double[] step) {
    double[] slope = new double[x.length];
    for (double t = 1; left > 0; t *= 2) {
      double[] to = x.clone();
      GpMath.add(t, step, to, to.length);
      clamp(to);
      double[] moved = to.clone();
      GpMath.add(-1, x, moved, moved.length);
      double promised = GpMath.dot(gradient, moved, moved.length);
      double found = promised < 0 ? evaluate(to, slope) : Double.POSITIVE_INFINITY;
      if (!(found <= value + ARMIJO * promised)) {
        return;
      }
      boolean isShort = GpMath.dot(slope, moved, moved.length) < WOLFE * promised;
      accept(to, found, slope, moved);
      if (!isShort) {
        return;
      }
    }
  }

  /** How far a direction goes before a bound is met: so far it goes down for sure. */
  private double room(double[] direction) {
    double room = Double.POSITIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      if (direction[i] != 0) {
        double bound = direction[i] > 0 ? high[i] : low[i];
        room = Math.min(room, (bound - x[i]) / direction[i]);
      }
    }
    return room;
  }

  private void accept(double[] to, double found, double[] slope, double[] moved) {
    double[] change = slope.clone();
    GpMath.add(-1, gradient, change, change.length);
    double product = GpMath.dot(moved, change, change.length);
    if (product > 1e-12 * GpMath.dot(change, change, change.length)) {
      memory.addFirst(new Pair(moved, change, product));
      if (memory.size() > MEMORY) {
        memory.removeLast();
      }
    }
    x = to;
    value = found;
    gradient = slope.clone();
  }

  private void clamp(double[] point) {
    for (int i = 0; i < point.length; i++) {
      point[i] = Math.min(high[i], Math.max(low[i], point[i]));
    }
  }

  private static double greatest(double[] numbers) {
    double most = Double.MIN_NORMAL;
    for (double number : numbers) {
      most = Math.max(most, Math.abs(number));
    }
    return most;
  }
}
