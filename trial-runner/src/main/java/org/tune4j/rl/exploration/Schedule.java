package org.tune4j.rl.exploration;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number that depends on how many environment steps were made. */
public sealed interface Schedule {

  /** The value after {@code step} environment steps. */
  double at(long step);

  /** Always the same. */
  record Constant(double value) implements Schedule {
    @Override
    public double at(long step) {
      return value;
    }
  }

  /** Straight from {@code initial} to {@code last} over {@code steps}, then constant. */
  record Linear(double initial, double last, long steps) implements Schedule {
    @Override
    public double at(long step) {
      return step >= steps ? last : last + (initial - last) * (1 - (double) step / steps);
    }
  }

  /** {@code initial} times {@code rate} to the power of step / {@code steps}. */
  record Exponential(double initial, double rate, long steps) implements Schedule {
    @Override
    public double at(long step) {
      return initial * Math.pow(rate, (double) step / steps);
    }
  }

  /** Straight lines between points; constant before the first and after the last. */
  record Piecewise(List<Point> points) implements Schedule {
    public Piecewise {
      points = List.copyOf(points);
      for (int i = 0; i < points.size(); i++) {
        if (i > 0 && points.get(i - 1).step >= points.get(i).step) {
          throw new IllegalArgumentException("schedule: steps must grow (" + points + ")");
        }
      }
      if (points.isEmpty()) {
        throw new IllegalArgumentException("schedule: must have at least one point");
      }
    }

    @Override
    public double at(long step) {
      for (int i = 0; i < points.size(); i++) {
        Point right = points.get(i);
        if (step < right.step) {
          Point left = points.get(Math.max(0, i - 1));
          double share = i == 0 ? 0 : (double) (step - left.step) / (right.step - left.step);
          return left.value + share * (right.value - left.value);
        }
      }
      return points.getLast().value;
    }
  }

  /** A value at a step. */
  record Point(long step, double value) {}

  /**
   * From the value of a key such as {@code lr_schedule}: a list of {@code [step, value]} pairs, or
   * nothing for a constant.
   */
  static Schedule parse(@Nullable Object points, double otherwise) {
    if (!(points instanceof List<?> list)) {
      return new Constant(otherwise);
    }
    List<Point> read = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof List<?> pair)
          || pair.size() != 2
          || !(pair.get(0) instanceof Number step)
          || !(pair.get(1) instanceof Number value)) {
        throw new IllegalArgumentException(
            "schedule: must be a list of pairs [step, value] (" + points + ")");
      }
      read.add(new Point(step.longValue(), value.doubleValue()));
    }
    return new Piecewise(read);
  }
}
