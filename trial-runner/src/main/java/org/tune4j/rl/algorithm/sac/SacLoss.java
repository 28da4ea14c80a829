package org.tune4j.rl.algorithm.sac;

import java.util.Arrays;
import org.tune4j.rl.distribution.SquashedGaussian;

/**
 * The losses of SAC, row by row. For continuous actions: Haarnoja et al., "Soft actor-critic
 * algorithms and applications" (2018), equations 5 to 9. For discrete ones, where expectations over
 * actions are sums: Christodoulou, "Soft actor-critic for discrete action settings" (2019),
 * equations 10 to 12.
 */
final class SacLoss {
  private SacLoss() {}

  /**
   * What Q(s, a) should be.
   *
   * @param discount 0 after a termination
   * @param next the soft value of the next state
   */
  static float target(float reward, float discount, double next) {
    return (float) (reward + discount * next);
  }

  /** The soft value of a state in which an action was drawn: Q(s, a) - alpha log pi(a|s). */
  static double value(double q, double logDensity, double alpha) {
    return q - alpha * logDensity;
  }

  /** The actor's loss at an action that it drew: alpha log pi(a|s) - Q(s, a). */
  static double actor(double q, double logDensity, double alpha) {
    return -value(q, logDensity, alpha);
  }

  /**
   * Writes {@code scale} times the derivative of the actor's loss with respect to the parameters of
   * its distribution.
   *
   * @param noise what the action was drawn with
   * @param qGradient -{@code scale} times the derivative of Q(s, a) with respect to the action
   */
  static void actorGradient(
      SquashedGaussian distribution,
      float[] parameters,
      float[] noise,
      float[] qGradient,
      double alpha,
      double scale,
      float[] gradient) {
    Arrays.fill(gradient, 0);
    distribution.addGradient(parameters, noise, scale * alpha, qGradient, gradient);
  }

  /**
   * Turns logits into the logarithms of probabilities, and writes the probabilities.
   *
   * @param logits overwritten by log pi(a|s)
   */
  static void softmax(float[] logits, float[] probabilities) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (int a = 0; a < logits.length; a++) {
      sum += Math.exp(logits[a] - max);
    }
    double logSum = max + Math.log(sum);
    for (int a = 0; a < logits.length; a++) {
      logits[a] = (float) (logits[a] - logSum);
      probabilities[a] = (float) Math.exp(logits[a]);
    }
  }

  /** The soft value of a state: the sum of pi(a|s) (Q(s, a) - alpha log pi(a|s)). */
  static double value(float[] probabilities, float[] logs, float[] q, double alpha) {
    double sum = 0;
    for (int a = 0; a < q.length; a++) {
      sum += probabilities[a] > 0 ? probabilities[a] * (q[a] - alpha * logs[a]) : 0;
    }
    return sum;
  }

  /** The entropy of discrete actions, in nats. */
  static double entropy(float[] probabilities, float[] logs) {
    double sum = 0;
    for (int a = 0; a < logs.length; a++) {
      sum -= probabilities[a] > 0 ? probabilities[a] * logs[a] : 0;
    }
    return sum;
  }

  /**
   * Writes {@code scale} times the derivative of the actor's loss, -{@link #value(float[], float[],
   * float[], double)}, with respect to the logits.
   */
  static void actorGradient(
      float[] probabilities,
      float[] logs,
      float[] q,
      double alpha,
      double scale,
      float[] gradient) {
    double value = value(probabilities, logs, q, alpha);
    for (int a = 0; a < q.length; a++) {
      double own = q[a] - alpha * logs[a];
      gradient[a] = probabilities[a] > 0 ? (float) (scale * probabilities[a] * (value - own)) : 0;
    }
  }
}
