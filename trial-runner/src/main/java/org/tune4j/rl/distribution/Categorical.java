package org.tune4j.rl.distribution;

import java.util.random.RandomGenerator;

/**
 * One of n actions; the parameters are unnormalised log-probabilities, or Q-values. An action with
 * a parameter of minus infinity is impossible.
 *
 * @param parameters n
 */
public record Categorical(int parameters) implements Distribution {

  @Override
  public int actionSize() {
    return 1;
  }

  @Override
  public void mode(float[] logits, float[] action) {
    int best = 0;
    for (int i = 1; i < parameters; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    action[0] = best;
  }

  @Override
  public void sample(float[] logits, RandomGenerator random, float[] action) {
    double max = max(logits);
    double sum = sum(logits, max);
    double left = random.nextDouble() * sum;
    int chosen = 0;
    for (int i = 0; i < parameters; i++) {
      double weight = Math.exp(logits[i] - max);
      if (weight > 0) {
        chosen = i;
        left -= weight;
        if (left < 0) {
          break;
        }
      }
    }
    action[0] = chosen;
  }

  @Override
  public void uniform(float[] logits, RandomGenerator random, float[] action) {
    int possible = 0;
    for (int i = 0; i < parameters; i++) {
      possible += isPossible(logits[i]) ? 1 : 0;
    }
    int left = random.nextInt(Math.max(1, possible));
    for (int i = 0; i < parameters; i++) {
      if (isPossible(logits[i]) && left-- == 0) {
        action[0] = i;
        return;
      }
    }
    action[0] = 0;
  }

  @Override
  public double logProbability(float[] logits, float[] action) {
    double max = max(logits);
    return logits[(int) action[0]] - max - Math.log(sum(logits, max));
  }

  @Override
  public double entropy(float[] logits) {
    double max = max(logits);
    double logSum = Math.log(sum(logits, max));
    double entropy = 0;
    for (int i = 0; i < parameters; i++) {
      double log = logits[i] - max - logSum;
      double p = Math.exp(log);
      entropy -= p > 0 ? p * log : 0;
    }
    return entropy;
  }

  @Override
  public double divergence(float[] old, float[] logits) {
    double oldMax = max(old);
    double oldLogSum = Math.log(sum(old, oldMax));
    double max = max(logits);
    double logSum = Math.log(sum(logits, max));
    double divergence = 0;
    for (int i = 0; i < parameters; i++) {
      double oldLog = old[i] - oldMax - oldLogSum;
      double p = Math.exp(oldLog);
      divergence += p > 0 ? p * (oldLog - (logits[i] - max - logSum)) : 0;
    }
    return divergence;
  }

  @Override
  public void addLogProbabilityGradient(
      float[] logits, float[] action, double scale, float[] gradient) {
    double max = max(logits);
    double sum = sum(logits, max);
    for (int i = 0; i < parameters; i++) {
      double p = Math.exp(logits[i] - max) / sum;
      gradient[i] += (float) (scale * ((i == (int) action[0] ? 1 : 0) - p));
    }
  }

  @Override
  public void addEntropyGradient(float[] logits, double scale, float[] gradient) {
    double max = max(logits);
    double logSum = Math.log(sum(logits, max));
    double entropy = entropy(logits);
    for (int i = 0; i < parameters; i++) {
      double log = logits[i] - max - logSum;
      double p = Math.exp(log);
      gradient[i] -= p > 0 ? (float) (scale * p * (log + entropy)) : 0;
    }
  }

  @Override
  public void addDivergenceGradient(float[] old, float[] logits, double scale, float[] gradient) {
    double oldMax = max(old);
    double oldSum = sum(old, oldMax);
    double max = max(logits);
    double sum = sum(logits, max);
    for (int i = 0; i < parameters; i++) {
      double p = Math.exp(logits[i] - max) / sum;
      double oldP = Math.exp(old[i] - oldMax) / oldSum;
      gradient[i] += (float) (scale * (p - oldP));
    }
  }

  private static boolean isPossible(float logit) {
    return logit != Float.NEGATIVE_INFINITY;
  }

  private double max(float[] logits) {
    float max = logits[0];
    for (int i = 1; i < parameters; i++) {
      max = Math.max(max, logits[i]);
    }
    return max;
  }

  private double sum(float[] logits, double max) {
    double sum = 0;
    for (int i = 0; i < parameters; i++) {
      sum += Math.exp(logits[i] - max);
    }
    return sum;
  }
}
