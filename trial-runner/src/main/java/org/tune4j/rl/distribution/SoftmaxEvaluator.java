package org.tune4j.rl.distribution;

import org.jspecify.annotations.Nullable;

/** One choice by softmax, or several side by side: each exponential is computed once a row. */
final class SoftmaxEvaluator implements Evaluator {
  private final int[] sizes;
  private final double[] logs;
  private final double[] probabilities;
  private final double[] old;
  private final double[] entropies;
  private final int[] chosen;
  private double logProbability;
  private double entropy;
  private double divergence;

  SoftmaxEvaluator(int... sizes) {
    this.sizes = sizes;
    int n = 0;
    for (int size : sizes) {
      n += size;
    }
    logs = new double[n];
    probabilities = new double[n];
    old = new double[n];
    entropies = new double[sizes.length];
    chosen = new int[sizes.length];
  }

  @Override
  public void evaluate(float @Nullable [] oldParameters, float[] parameters, float[] action) {
    logProbability = 0;
    entropy = 0;
    divergence = 0;
    int from = 0;
    for (int c = 0; c < sizes.length; c++) {
      int n = sizes[c];
      if (oldParameters != null) {
        softmax(oldParameters, from, n, old);
        divergence += meanLog(old, from, n);
      }
      softmax(parameters, from, n, probabilities);
      chosen[c] = from + (int) action[c];
      logProbability += logs[chosen[c]];
      entropies[c] = -meanLog(probabilities, from, n);
      entropy += entropies[c];
      if (oldParameters != null) {
        divergence -= meanLog(old, from, n);
      }
      from += n;
    }
  }

  @Override
  public double logProbability() {
    return logProbability;
  }

  @Override
  public double entropy() {
    return entropy;
  }

  @Override
  public double divergence() {
    return divergence;
  }

  @Override
  public void addGradient(
      double logScale, double entropyScale, double divergenceScale, float[] gradient) {
    int from = 0;
    for (int c = 0; c < sizes.length; c++) {
      for (int i = from; i < from + sizes[c]; i++) {
        double p = probabilities[i];
        double slope = divergenceScale * (p - old[i]) - logScale * p;
        slope += i == chosen[c] ? logScale : 0;
        slope -= p > 0 ? entropyScale * p * (logs[i] + entropies[c]) : 0;
        gradient[i] += (float) slope;
      }
      from += sizes[c];
    }
  }

  /** Fills {@code logs} and the probabilities. */
  private void softmax(float[] logits, int from, int n, double[] into) {
    double max = Softmax.max(logits, from, n);
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      into[i] = Math.exp(logits[i] - max);
      sum += into[i];
    }
    double logSum = Math.log(sum);
    for (int i = from; i < from + n; i++) {
      into[i] /= sum;
      logs[i] = logits[i] - max - logSum;
    }
  }

  /** The mean of logarithms; what is impossible does not count, whatever its logarithm. */
  private double meanLog(double[] weights, int from, int n) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += weights[i] > 0 ? weights[i] * logs[i] : 0;
    }
    return sum;
  }
}
