package org.tune4j.rl.distribution;

import java.util.random.RandomGenerator;

/**
 * One of n things by unnormalised log-probabilities, which are a slice of an array. What a {@link
 * Categorical} has once and a {@link MultiCategorical} several times.
 */
final class Softmax {
  private Softmax() {}

  /** The index of the greatest; of equals the first. */
  static int best(float[] logits, int from, int n) {
    int best = 0;
    for (int i = 1; i < n; i++) {
      if (logits[from + i] > logits[from + best]) {
        best = i;
      }
    }
    return best;
  }

  static int sample(float[] logits, int from, int n, RandomGenerator random) {
    double max = max(logits, from, n);
    double left = random.nextDouble() * sum(logits, from, n, max);
    int chosen = 0;
    for (int i = 0; i < n; i++) {
      double weight = Math.exp(logits[from + i] - max);
      if (weight > 0) {
        chosen = i;
        left -= weight;
        if (left < 0) {
          break;
        }
      }
    }
    return chosen;
  }

  /** One of those that are not impossible, each as likely as the others. */
  static int uniform(float[] logits, int from, int n, RandomGenerator random) {
    int possible = 0;
    for (int i = 0; i < n; i++) {
      possible += isPossible(logits[from + i]) ? 1 : 0;
    }
    int left = random.nextInt(Math.max(1, possible));
    for (int i = 0; i < n; i++) {
      if (isPossible(logits[from + i]) && left-- == 0) {
        return i;
      }
    }
    return 0;
  }

  static double logProbability(float[] logits, int from, int n, int chosen) {
    double max = max(logits, from, n);
    return logits[from + chosen] - max - Math.log(sum(logits, from, n, max));
  }

  static double entropy(float[] logits, int from, int n) {
    double max = max(logits, from, n);
    double logSum = Math.log(sum(logits, from, n, max));
    double entropy = 0;
    for (int i = from; i < from + n; i++) {
      double log = logits[i] - max - logSum;
      double p = Math.exp(log);
      entropy -= p > 0 ? p * log : 0;
    }
    return entropy;
  }

  static double divergence(float[] old, float[] logits, int from, int n) {
    double oldMax = max(old, from, n);
    double oldLogSum = Math.log(sum(old, from, n, oldMax));
    double max = max(logits, from, n);
    double logSum = Math.log(sum(logits, from, n, max));
    double divergence = 0;
    for (int i = from; i < from + n; i++) {
      double oldLog = old[i] - oldMax - oldLogSum;
      double p = Math.exp(oldLog);
      divergence += p > 0 ? p * (oldLog - (logits[i] - max - logSum)) : 0;
    }
    return divergence;
  }

  static void addLogProbabilityGradient(
      float[] logits, int from, int n, int chosen, double scale, float[] gradient) {
    double max = max(logits, from, n);
    double sum = sum(logits, from, n, max);
    for (int i = 0; i < n; i++) {
      double p = Math.exp(logits[from + i] - max) / sum;
      gradient[from + i] += (float) (scale * ((i == chosen ? 1 : 0) - p));
    }
  }

  static void addEntropyGradient(float[] logits, int from, int n, double scale, float[] gradient) {
    double max = max(logits, from, n);
    double logSum = Math.log(sum(logits, from, n, max));
    double entropy = entropy(logits, from, n);
    for (int i = from; i < from + n; i++) {
      double log = logits[i] - max - logSum;
      double p = Math.exp(log);
      gradient[i] -= p > 0 ? (float) (scale * p * (log + entropy)) : 0;
    }
  }

  static void addDivergenceGradient(
      float[] old, float[] logits, int from, int n, double scale, float[] gradient) {
    double oldMax = max(old, from, n);
    double oldSum = sum(old, from, n, oldMax);
    double max = max(logits, from, n);
    double sum = sum(logits, from, n, max);
    for (int i = from; i < from + n; i++) {
      double p = Math.exp(logits[i] - max) / sum;
      double oldP = Math.exp(old[i] - oldMax) / oldSum;
      gradient[i] += (float) (scale * (p - oldP));
    }
  }

  static double max(float[] logits, int from, int n) {
    float max = logits[from];
    for (int i = from + 1; i < from + n; i++) {
      max = Math.max(max, logits[i]);
    }
    return max;
  }

  private static double sum(float[] logits, int from, int n, double max) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += Math.exp(logits[i] - max);
    }
    return sum;
  }

  private static boolean isPossible(float logit) {
    return logit != Float.NEGATIVE_INFINITY;
  }
}
