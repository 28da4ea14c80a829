package org.tune4j.rl.exploration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

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

  /**
   * From {@code initial} to {@code last} over {@code steps}, then constant; the distance that is
   * left falls with the given power of the share of steps that is left.
   */
  record Polynomial(double initial, double last, long steps, double power) implements Schedule {
    @Override
    public double at(long step) {
      double left = step >= steps ? 0 : 1 - (double) step / steps;
      return last + (initial - last) * Math.pow(left, power);
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

  /** Another schedule from one step to before another, and a constant outside. */
  record Within(Schedule inside, long from, long to, double outside) implements Schedule {
    @Override
    public double at(long step) {
      return step >= from && step < to ? inside.at(step) : outside;
    }
  }

  /** Constant for a while, then a straight line. */
  static Schedule after(long wait, double initial, double last, long steps) {
    if (steps == 0) {
      return new Within(new Constant(initial), 0, wait, last);
    }
    if (wait == 0) {
      return new Linear(initial, last, steps);
    }
    return new Piecewise(List.of(new Point(wait, initial), new Point(wait + steps, last)));
  }

  /**
   * From the value of a key such as {@code lr_schedule}: a number, a list of {@code [step, value]}
   * pairs, a map such as {@code {type: exponential, schedule_timesteps: 1000, decay_rate: 0.5}}, or
   * nothing for a constant.
   *
   * @throws IllegalArgumentException when the value is none of these
   */
  static Schedule parse(@Nullable Object value, double otherwise) {
    return switch (value) {
      case null -> new Constant(otherwise);
      case Number constant -> new Constant(constant.doubleValue());
      case Map<?, ?> map -> Schedules.of(map);
      default -> Schedules.piecewise(value);
    };
  }

  /**
   * The same for a key of a trial's config.
   *
   * @param key what errors are about
   * @throws InvalidInputException when the value is none of these
   */
  static Schedule ofKey(String key, @Nullable Object value, double otherwise) {
    try {
      return parse(value, otherwise);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          new Problem("config: " + key + ": " + e.getMessage(), null, null));
    }
  }
}
