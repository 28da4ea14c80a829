package org.tune4j.space;

import org.tune4j.math.Gaussian;

/** Places of numbers on the unit interval, as {@link Range.Numbers} has them. */
final class Scales {
  /** A normal distribution has no bounds: this much of each tail is left out. */
  private static final double TAIL = 1e-12;

  private static final double FINE = 0x1p48;

  private Scales() {}

  static double at(Domain.Numeric domain, double unit) {
    double u = Math.clamp(unit, 0, 1);
    return switch (domain) {
      case Normals normals -> at(normals, u);
      case Reals reals when reals.quantum() == 0 -> at(reals, u);
      case Reals reals -> stepped(Steps.of(reals), u);
      case Wholes wholes -> stepped(Steps.of(wholes), u);
    };
  }

  static double unit(Domain.Numeric domain, double value) {
    return switch (domain) {
      case Normals normals ->
          Math.clamp(Gaussian.below((value - normals.mean()) / normals.sd()), 0, 1);
      case Reals reals when reals.quantum() == 0 -> unit(reals, value);
      case Reals reals -> unit(Steps.of(reals), value);
      case Wholes wholes -> unit(Steps.of(wholes), value);
    };
  }

  static long count(Domain.Numeric domain) {
    return switch (domain) {
      case Normals normals -> 0;
      case Reals reals -> reals.quantum() == 0 ? 0 : (long) Steps.of(reals).count();
      case Wholes wholes -> (long) Steps.of(wholes).count();
    };
  }

  /** Whether each of its values is as rare as one of 2^48. */
  static boolean isFine(Domain.Numeric domain) {
    return switch (domain) {
      case Normals normals ->
          normals.quantum() == 0 && isFine(normals.mean() - normals.sd(), normals.mean());
      case Reals reals ->
          reals.quantum() == 0
              && isFine(reals.lower(), reals.upper())
              && (!reals.logarithmic()
                  || isFine(StrictMath.log(reals.lower()), StrictMath.log(reals.upper())));
      case Wholes wholes ->
          wholes.quantum() <= 1 && !wholes.logarithmic() && Steps.of(wholes).count() >= FINE;
    };
  }

  private static boolean isFine(double low, double high) {
    double coarsest = Math.ulp(Math.max(Math.abs(low), Math.abs(high)));
    return (high / 2 - low / 2) / coarsest >= FINE / 2;
  }

  private static double at(Normals normals, double u) {
    double z = Gaussian.quantile(Math.clamp(u, TAIL, 1 - TAIL));
    double value =
        Math.clamp(normals.mean() + normals.sd() * z, -Double.MAX_VALUE, Double.MAX_VALUE);
    double steps = Math.rint(value / normals.quantum());
    return normals.quantum() == 0 || !Double.isFinite(steps)
        ? value
        : Reals.multiple(steps, normals.quantum());
  }

  private static double at(Reals reals, double u) {
    if (u == 0) {
      return reals.least();
    }
    if (u == 1) {
      return reals.greatest();
    }
    double value =
        reals.logarithmic()
            ? StrictMath.exp(
                Draw.mix(StrictMath.log(reals.lower()), StrictMath.log(reals.upper()), u))
            : Draw.mix(reals.lower(), reals.upper(), u);
    return Math.clamp(value, reals.least(), reals.greatest());
  }

  private static double unit(Reals reals, double value) {
    if (value <= reals.least()) {
      return 0;
    }
    if (value >= reals.greatest()) {
      return 1;
    }
    return reals.logarithmic()
        ? Draw.part(
            StrictMath.log(reals.lower()), StrictMath.log(reals.upper()), StrictMath.log(value))
        : Draw.part(reals.lower(), reals.upper(), value);
  }

  /** Values that stand a step apart. */
  private record Steps(double least, double greatest, double step, boolean logarithmic) {
    static Steps of(Reals reals) {
      return new Steps(reals.lower(), reals.upper(), reals.quantum(), reals.logarithmic());
    }

    static Steps of(Wholes wholes) {
      return new Steps(
          wholes.least(), wholes.greatest(), Math.max(1, wholes.quantum()), wholes.logarithmic());
    }

    double count() {
      return Math.rint((greatest - least) / step) + 1;
    }

    double nearest(double value) {
      double steps = Math.rint((value - least) / step);
      double found = step == Math.rint(step) ? least + steps * step : fraction(least, steps, step);
      return Math.clamp(found, least, greatest);
    }

    private static double fraction(double least, double steps, double step) {
      return Reals.multiple(Math.rint(least / step) + steps, step);
    }

    /** The ends, half a step beyond the first and the last value, on the scale. */
    double low() {
      return logarithmic ? StrictMath.log(least - step / 2) : least - step / 2;
    }

    double high() {
      return logarithmic ? StrictMath.log(greatest + step / 2) : greatest + step / 2;
    }
  }

  private static double stepped(Steps steps, double u) {
    if (u == 0) {
      return steps.least();
    }
    if (u == 1) {
      return steps.greatest();
    }
    double value = Draw.mix(steps.low(), steps.high(), u);
    return steps.nearest(steps.logarithmic() ? StrictMath.exp(value) : value);
  }

  private static double unit(Steps steps, double value) {
    if (value <= steps.least()) {
      return 0;
    }
    if (value >= steps.greatest()) {
      return 1;
    }
    return Draw.part(
        steps.low(), steps.high(), steps.logarithmic() ? StrictMath.log(value) : value);
  }
}
