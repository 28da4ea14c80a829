package org.tune4j.search.tpe;

import java.util.List;
import org.tune4j.math.Gaussian;
import org.tune4j.space.Domain;
import org.tune4j.space.Normals;
import org.tune4j.space.Range;
import org.tune4j.space.Reals;
import org.tune4j.space.Wholes;

/**
 * One parameter as the estimators see it. A number has a place in [0, 1], and if it has steps, a
 * cell around that place: all that is rounded to it. Of items without an order only their number
 * counts.
 */
sealed interface Dimension {

  static Dimension of(Range range) {
    return switch (range) {
      case Range.Items items when items.isOrdered() || items.count() == 1 ->
          Cells.of(items.weights());
      case Range.Items items ->
          new Choice(items.weights().stream().mapToDouble(Double::doubleValue).toArray());
      case Range.Numbers numbers -> of(numbers, numbers.domain());
    };
  }

  private static Dimension of(Range.Numbers range, Domain.Numeric domain) {
    return switch (domain) {
      case Reals reals when reals.quantum() > 0 ->
          Stepped.of(reals.lower(), reals.upper(), reals.quantum(), reals.logarithmic());
      case Wholes wholes ->
          Stepped.of(
              wholes.least(),
              wholes.greatest(),
              (double) Math.max(1, wholes.quantum()),
              wholes.logarithmic());
      case Normals normals when normals.quantum() > 0 -> new Rounded(normals);
      default -> new Real(range);
    };
  }

  /** Items without an order. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Choice(double[] weights) implements Dimension {}

  /** What has a place in [0, 1]. */
  sealed interface Placed extends Dimension {
    /** Where its cell begins. */
    double low(double value);

    /** Where its cell ends; the same when it has none. */
    double high(double value);

    /** Whether there are cells at all. */
    default boolean hasCells() {
      return true;
    }
  }

  /** A real number. */
  record Real(Range.Numbers range) implements Placed {
    @Override
    public double low(double value) {
      return range.unit(value);
    }

    @Override
    public double high(double value) {
      return range.unit(value);
    }

    @Override
    public boolean hasCells() {
      return false;
    }
  }

  /** Numbers that stand a step apart; the ends lie half a step beyond the first and the last. */
  record Stepped(double low, double high, double step, boolean logarithmic) implements Placed {
    static Stepped of(double least, double greatest, double step, boolean logarithmic) {
      double low = least - step / 2;
      double high = greatest + step / 2;
      return logarithmic
          ? new Stepped(StrictMath.log(low), StrictMath.log(high), step, true)
          : new Stepped(low, high, step, false);
    }

    private double place(double value) {
      double scaled = logarithmic ? StrictMath.log(value) : value;
      return Math.clamp((scaled / 2 - low / 2) / (high / 2 - low / 2), 0, 1);
    }

    @Override
    public double low(double value) {
      return place(value - step / 2);
    }

    @Override
    public double high(double value) {
      return place(value + step / 2);
    }
  }

  /** Multiples of a quantum, distributed normally. */
  record Rounded(Normals normals) implements Placed {
    @Override
    public double low(double value) {
      return Gaussian.below((value - normals.quantum() / 2 - normals.mean()) / normals.sd());
    }

    @Override
    public double high(double value) {
      return Gaussian.below((value + normals.quantum() / 2 - normals.mean()) / normals.sd());
    }
  }

  /**
   * Items in an order.
   *
   * @param starts where the cell of each begins, and the end of the last
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Cells(double[] starts) implements Placed {
    static Cells of(List<Double> weights) {
      double[] starts = new double[weights.size() + 1];
      for (int i = 0; i < weights.size(); i++) {
        starts[i + 1] = Math.min(1, starts[i] + weights.get(i));
      }
      starts[weights.size()] = 1;
      return new Cells(starts);
    }

    @Override
    public double low(double value) {
      return starts[(int) value];
    }

    @Override
    public double high(double value) {
      return starts[(int) value + 1];
    }
  }
}
