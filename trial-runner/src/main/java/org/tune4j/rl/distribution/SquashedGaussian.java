package org.tune4j.rl.distribution;

import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.rl.space.Box;

/**
 * Independent normal distributions whose values u are squashed into the bounds of the action space:
 * a = middle + half · tanh u (Haarnoja et al., "Soft actor-critic algorithms and applications",
 * 2018, appendix C). The parameters are all means, then the logarithms of all standard deviations,
 * which are held within [-20, 2]. Densities are those of the actions themselves, so they integrate
 * to 1 over the bounds.
 *
 * <p>{@link #act} and {@link #addGradient} are what an actor learns with: an action as a function
 * of the parameters and of noise that is given.
 *
 * @param actions the space that the policy acts in; all its bounds are finite and apart
 */
public record SquashedGaussian(Box actions) implements Distribution {
  /** The lowest logarithm of a standard deviation. */
  public static final double MIN_LOG_STD = -20;

  /** The highest logarithm of a standard deviation. */
  public static final double MAX_LOG_STD = 2;

  /** The float below 1; tanh u is that for u of about 8.66. */
  private static final double BELOW_ONE = Math.nextDown(1f);

  private static final double LOG_2 = Math.log(2);

  public SquashedGaussian {
    for (int i = 0; i < actions.size(); i++) {
      double width = (double) actions.high(i) - actions.low(i);
      if (!(width > 0 && width < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "SquashedGaussian: bounds must be finite and apart (["
                + actions.low(i)
                + ", "
                + actions.high(i)
                + "] at element "
                + i
                + ")");
      }
    }
  }

  @Override
  public int parameters() {
    return 2 * actions.size();
  }

  @Override
  public int actionSize() {
    return actions.size();
  }

  /** The squashed mean, which RLlib too calls the deterministic action. */
  @Override
  public void mode(float[] parameters, float[] action) {
    for (int i = 0; i < actions.size(); i++) {
      action[i] = squashed(i, Math.tanh(parameters[i]));
    }
  }

  @Override
  public void sample(float[] parameters, RandomGenerator random, float[] action) {
    for (int i = 0; i < actions.size(); i++) {
      double u = parameters[i] + Math.exp(logStd(parameters, i)) * Chance.normal(random);
      action[i] = squashed(i, Math.tanh(u));
    }
  }

  @Override
  public void uniform(float[] parameters, RandomGenerator random, float[] action) {
    actions.sample(random, action, 0);
  }

  /**
   * The action that some noise leads to.
   *
   * @param noise standard normal, one number for each element of the action
   * @param action where the action goes
   * @return the logarithm of the action's density
   */
  public double act(float[] parameters, float[] noise, float[] action) {
    double logDensity = 0;
    for (int i = 0; i < actions.size(); i++) {
      double logStd = logStd(parameters, i);
      double u = parameters[i] + Math.exp(logStd) * noise[i];
      action[i] = squashed(i, Math.tanh(u));
      logDensity += Normals.logDensity(noise[i], logStd) - logSlope(i, u);
    }
    return logDensity;
  }

  /**
   * Adds the derivative, with respect to the parameters, of {@code scale} times the logarithm of
   * the density of the action that the noise leads to, plus the action times {@code
   * actionGradient}.
   *
   * @param noise as in {@link #act}
   * @param actionGradient the derivative of the rest of a loss with respect to the action
   */
  public void addGradient(
      float[] parameters, float[] noise, double scale, float[] actionGradient, float[] gradient) {
    int n = actions.size();
    for (int i = 0; i < n; i++) {
      double spread = Math.exp(logStd(parameters, i)) * noise[i];
      double t = Math.tanh(parameters[i] + spread);
      double slope = 2 * scale * t + actionGradient[i] * half(i) * (1 - t * t);
      gradient[i] += (float) slope;
      if (isFree(parameters[n + i])) {
        gradient[n + i] += (float) (slope * spread - scale);
      }
    }
  }

  @Override
  public double logProbability(float[] parameters, float[] action) {
    double sum = 0;
    for (int i = 0; i < actions.size(); i++) {
      double u = unsquashed(i, action[i]);
      double logStd = logStd(parameters, i);
      double z = (u - parameters[i]) * Math.exp(-logStd);
      sum += Normals.logDensity(z, logStd) - logSlope(i, u);
    }
    return sum;
  }

  /** There is no closed form: see {@link SquashedEntropy}. */
  @Override
  public double entropy(float[] parameters) {
    double sum = 0;
    for (int i = 0; i < actions.size(); i++) {
      sum += SquashedEntropy.of(parameters[i], logStd(parameters, i)) + Math.log(half(i));
    }
    return sum;
  }

  /** That of the normal distributions, because squashing is one to one. */
  @Override
  public double divergence(float[] old, float[] parameters) {
    double sum = 0;
    for (int i = 0; i < actions.size(); i++) {
      double move = (double) parameters[i] - old[i];
      sum += Normals.divergence(logStd(old, i), logStd(parameters, i), move);
    }
    return sum;
  }

  @Override
  public void addLogProbabilityGradient(
      float[] parameters, float[] action, double scale, float[] gradient) {
    int n = actions.size();
    for (int i = 0; i < n; i++) {
      double precision = Math.exp(-logStd(parameters, i));
      double z = (unsquashed(i, action[i]) - parameters[i]) * precision;
      gradient[i] += (float) (scale * z * precision);
      if (isFree(parameters[n + i])) {
        gradient[n + i] += (float) (scale * (z * z - 1));
      }
    }
  }

  @Override
  public void addEntropyGradient(float[] parameters, double scale, float[] gradient) {
    int n = actions.size();
    for (int i = 0; i < n; i++) {
      double logStd = logStd(parameters, i);
      gradient[i] += (float) (scale * SquashedEntropy.byMean(parameters[i], logStd));
      if (isFree(parameters[n + i])) {
        gradient[n + i] += (float) (scale * SquashedEntropy.byLogStd(parameters[i], logStd));
      }
    }
  }

  @Override
  public void addDivergenceGradient(
      float[] old, float[] parameters, double scale, float[] gradient) {
    int n = actions.size();
    for (int i = 0; i < n; i++) {
      double move = (double) parameters[i] - old[i];
      double logStd = logStd(parameters, i);
      gradient[i] += (float) (scale * move * Math.exp(-2 * logStd));
      if (isFree(parameters[n + i])) {
        gradient[n + i] += (float) (scale * (1 - Normals.spread(logStd(old, i), logStd, move)));
      }
    }
  }

  /** log(1 - tanh² u), also where tanh u rounds to 1. */
  static double logOneMinusTanhSquared(double u) {
    double x = Math.abs(u); // the function is even, and so exp cannot overflow
    return 2 * (LOG_2 - x - Math.log1p(Math.exp(-2 * x)));
  }

  /** The logarithm of da/du. */
  private double logSlope(int i, double u) {
    return logOneMinusTanhSquared(u) + Math.log(half(i));
  }

  private double half(int i) {
    return 0.5 * ((double) actions.high(i) - actions.low(i));
  }

  private float squashed(int i, double t) {
    double middle = 0.5 * ((double) actions.high(i) + actions.low(i));
    return Math.clamp((float) (middle + half(i) * t), actions.low(i), actions.high(i));
  }

  /** The u of an action; an action at a bound counts as one float inside of it. */
  private double unsquashed(int i, float action) {
    double middle = 0.5 * ((double) actions.high(i) + actions.low(i));
    double t = Math.clamp((action - middle) / half(i), -BELOW_ONE, BELOW_ONE);
    return 0.5 * (Math.log1p(t) - Math.log1p(-t));
  }

  private double logStd(float[] parameters, int i) {
    return Math.clamp(parameters[actions.size() + i], MIN_LOG_STD, MAX_LOG_STD);
  }

  private static boolean isFree(float logStd) {
    return logStd >= MIN_LOG_STD && logStd <= MAX_LOG_STD;
  }
}
