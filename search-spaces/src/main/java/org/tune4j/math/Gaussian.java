package org.tune4j.math;

/**
 * The standard normal distribution. Good to about 15 digits; the tails keep their relative
 * precision.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // as published
public final class Gaussian {
  private static final double SQRT_HALF = StrictMath.sqrt(0.5);
  private static final double SQRT_PI_INVERSE = 0.56418958354775628695;

  /** log sqrt(2 pi). */
  public static final double LOG_SQRT_2_PI = 0.91893853320467274178;

  // Numerators and denominators of W. J. Cody, "Rational Chebyshev approximations for the error
  // function", Mathematics of Computation 23 (1969); highest power first.
  private static final double[] ERF_P = {
    1.85777706184603153e-1,
    3.16112374387056560e0,
    1.13864154151050156e2,
    3.77485237685302021e2,
    3.20937758913846947e3
  };
  private static final double[] ERF_Q = {
    1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
  };
  private static final double[] MIDDLE_P = {
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e0,
    6.61191906371416295e1,
    2.98635138197400131e2,
    8.81952221241769090e2,
    1.71204761263407058e3,
    2.05107837782607147e3,
    1.23033935479799725e3
  };
  private static final double[] MIDDLE_Q = {
    1,
    1.57449261107098347e1,
    1.17693950891312499e2,
    5.37181101862009858e2,
    1.62138957456669019e3,
    3.29079923573345963e3,
    4.36261909014324716e3,
    3.43936767414372164e3,
    1.23033935480374942e3
  };
  private static final double[] TAIL_P = {
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4
  };
  private static final double[] TAIL_Q = {
    1,
    2.56852019228982242e0,
    1.87295284992346725e0,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3
  };

  // M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
  // Statistics 37 (1988); highest power first.
  private static final double[] CENTRE_P = {
    2.5090809287301226727e3,
    3.3430575583588128105e4,
    6.7265770927008700853e4,
    4.5921953931549871457e4,
    1.3731693765509461125e4,
    1.9715909503065514427e3,
    1.3314166789178437745e2,
    3.3871328727963666080e0
  };
  private static final double[] CENTRE_Q = {
    5.2264952788528545610e3,
    2.8729085735721942674e4,
    3.9307895800092710610e4,
    2.1213794301586595867e4,
    5.3941960214247511077e3,
    6.8718700749205790830e2,
    4.2313330701600911252e1,
    1
  };
  private static final double[] NEAR_P = {
    7.74545014278341407640e-4,
    2.27238449892691845833e-2,
    2.41780725177450611770e-1,
    1.27045825245236838258e0,
    3.64784832476320460504e0,
    5.76949722146069140550e0,
    4.63033784615654529590e0,
    1.42343711074968357734e0
  };
  private static final double[] NEAR_Q = {
    1.05075007164441684324e-9,
    5.47593808499534494600e-4,
    1.51986665636164571966e-2,
    1.48103976427480074590e-1,
    6.89767334985100004550e-1,
    1.67638483018380384940e0,
    2.05319162663775882187e0,
    1
  };
  private static final double[] FAR_P = {
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    1.24266094738807843860e-3,
    2.65321895265761230930e-2,
    2.96560571828504891230e-1,
    1.78482653991729133580e0,
    5.46378491116411436990e0,
    6.65790464350110377720e0
  };
  private static final double[] FAR_Q = {
    2.04426310338993978564e-15,
    1.42151175831644588870e-7,
    1.84631831751005468180e-5,
    7.86869131145613259100e-4,
    1.48753612908506148525e-2,
    1.36929880922735805310e-1,
    5.99832206555887937690e-1,
    1
  };

  private Gaussian() {}

  /** The density. */
  public static double density(double z) {
    return StrictMath.exp(-0.5 * z * z - LOG_SQRT_2_PI);
  }

  /** The probability of a value below {@code z}. */
  public static double below(double z) {
    double x = -z * SQRT_HALF;
    double tail = StrictMath.abs(x) <= 0.46875 ? 1 - erf(x) : erfc(x);
    return 0.5 * tail;
  }

  /** Its logarithm, finite also where the probability itself would be 0. */
  public static double logBelow(double z) {
    if (z > -1) {
      return StrictMath.log1p(-0.5 * erfc(z * SQRT_HALF));
    }
    // erfc(x) = exp(-x^2) erfcx(x)
    return -0.5 * z * z + StrictMath.log(0.5 * erfcx(-z * SQRT_HALF));
  }

  /** The logarithm of the probability of a value between; {@code -infinity} when there is none. */
  public static double logBetween(double low, double high) {
    if (!(high > low)) {
      return Double.NEGATIVE_INFINITY;
    }
    if (low > 0) { // the same on the side where the tail is precise
      return logBetween(-high, -low);
    }
    if (high > 0) {
      return StrictMath.log1p(-below(low) - below(-high));
    }
    double upper = logBelow(high);
    return upper + StrictMath.log1p(-StrictMath.exp(logBelow(low) - upper));
  }

  /**
   * The value that a draw lies below with that probability.
   *
   * @param p from 0, where it is {@code -infinity}, to 1
   */
  public static double quantile(double p) {
    double q = p - 0.5;
    if (StrictMath.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q * polynomial(CENTRE_P, r) / polynomial(CENTRE_Q, r);
    }
    double tail = q < 0 ? p : 1 - p;
    if (!(tail > 0)) {
      return tail == 0 ? StrictMath.copySign(Double.POSITIVE_INFINITY, q) : Double.NaN;
    }
    return StrictMath.copySign(tailQuantile(-StrictMath.log(tail)), q);
  }

  /** {@link #quantile} of a probability below one half whose logarithm is known. */
  public static double quantileOfLog(double logP) {
    return logP > -0.6931471805599453
        ? quantile(StrictMath.exp(logP))
        : logP > -2.5 ? quantile(StrictMath.exp(logP)) : newton(-tailQuantile(-logP), logP);
  }

  /** AS 241 ends at 1e-316; beyond, it is a start. */
  private static double newton(double start, double logP) {
    double z = start;
    for (int i = 0; i < 4; i++) {
      double log = logBelow(z);
      double slope = StrictMath.exp(-0.5 * z * z - LOG_SQRT_2_PI - log);
      z -= (log - logP) / slope;
    }
    return z;
  }

  private static double tailQuantile(double minusLogTail) {
    double r = StrictMath.sqrt(minusLogTail);
    return r <= 5
        ? polynomial(NEAR_P, r - 1.6) / polynomial(NEAR_Q, r - 1.6)
        : polynomial(FAR_P, r - 5) / polynomial(FAR_Q, r - 5);
  }

  private static double erf(double x) {
    double square = x * x;
    return x * polynomial(ERF_P, square) / polynomial(ERF_Q, square);
  }

  private static double erfc(double x) {
    double y = StrictMath.abs(x);
    if (y <= 0.46875) {
      return 1 - erf(x);
    }
    double upper = y > 27 ? 0 : StrictMath.exp(-y * y) * erfcx(y);
    return x < 0 ? 2 - upper : upper;
  }

  /** exp(x^2) erfc(x) for x from 0. */
  public static double erfcx(double x) {
    if (x <= 0.46875) {
      return StrictMath.exp(x * x) * (1 - erf(x));
    }
    if (x <= 4) {
      return polynomial(MIDDLE_P, x) / polynomial(MIDDLE_Q, x);
    }
    double square = 1 / (x * x);
    double rest = square * polynomial(TAIL_P, square) / polynomial(TAIL_Q, square);
    return (SQRT_PI_INVERSE - rest) / x;
  }

  private static double polynomial(double[] highestFirst, double x) {
    double value = 0;
    for (double coefficient : highestFirst) {
      value = value * x + coefficient;
    }
    return value;
  }
}
