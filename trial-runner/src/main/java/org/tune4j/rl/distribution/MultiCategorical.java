package org.tune4j.rl.distribution;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tune4j.rl.space.MultiDiscrete;

/**
 * Several independent choices, each of so many things. The parameters are the unnormalised
 * log-probabilities of the first choice, then those of the second and so on; an action has one
 * index for each choice.
 */
public final class MultiCategorical implements Distribution {
  private final int[] sizes;
  private final int[] from;
  private final int parameters;

  /**
   * @param sizes how many things each choice is of, at least 1
   */
  public MultiCategorical(int... sizes) {
    if (sizes.length == 0 || IntStream.of(sizes).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "MultiCategorical: must be of one choice or more, each of 1 thing or more ("
              + IntStream.of(sizes).boxed().toList()
              + ")");
    }
    this.sizes = sizes.clone();
    from = new int[sizes.length];
    int sum = 0;
    for (int c = 0; c < sizes.length; c++) {
      from[c] = sum;
      sum = Math.addExact(sum, sizes[c]);
    }
    parameters = sum;
  }

  static MultiCategorical over(MultiDiscrete actions) {
    return new MultiCategorical(IntStream.range(0, actions.size()).map(actions::n).toArray());
  }

  /** How many things each choice is of. */
  public List<Integer> sizes() {
    return IntStream.of(sizes).boxed().toList();
  }

  @Override
  public int parameters() {
    return parameters;
  }

  @Override
  public int actionSize() {
    return sizes.length;
  }

  @Override
  public void mode(float[] logits, float[] action) {
    for (int c = 0; c < sizes.length; c++) {
      action[c] = Softmax.best(logits, from[c], sizes[c]);
    }
  }

  @Override
  public void sample(float[] logits, RandomGenerator random, float[] action) {
    for (int c = 0; c < sizes.length; c++) {
      action[c] = Softmax.sample(logits, from[c], sizes[c], random);
    }
  }

  @Override
  public void uniform(float[] logits, RandomGenerator random, float[] action) {
    for (int c = 0; c < sizes.length; c++) {
      action[c] = Softmax.uniform(logits, from[c], sizes[c], random);
    }
  }

  @Override
  public double logProbability(float[] logits, float[] action) {
    double sum = 0;
    for (int c = 0; c < sizes.length; c++) {
      sum += Softmax.logProbability(logits, from[c], sizes[c], (int) action[c]);
    }
    return sum;
  }

  @Override
  public double entropy(float[] logits) {
    double sum = 0;
    for (int c = 0; c < sizes.length; c++) {
      sum += Softmax.entropy(logits, from[c], sizes[c]);
    }
    return sum;
  }

  @Override
  public double divergence(float[] old, float[] logits) {
    double sum = 0;
    for (int c = 0; c < sizes.length; c++) {
      sum += Softmax.divergence(old, logits, from[c], sizes[c]);
    }
    return sum;
  }

  @Override
  public void addLogProbabilityGradient(
      float[] logits, float[] action, double scale, float[] gradient) {
    for (int c = 0; c < sizes.length; c++) {
      Softmax.addLogProbabilityGradient(
          logits, from[c], sizes[c], (int) action[c], scale, gradient);
    }
  }

  @Override
  public void addEntropyGradient(float[] logits, double scale, float[] gradient) {
    for (int c = 0; c < sizes.length; c++) {
      Softmax.addEntropyGradient(logits, from[c], sizes[c], scale, gradient);
    }
  }

  @Override
  public void addDivergenceGradient(float[] old, float[] logits, double scale, float[] gradient) {
    for (int c = 0; c < sizes.length; c++) {
      Softmax.addDivergenceGradient(old, logits, from[c], sizes[c], scale, gradient);
    }
  }

  @Override
  public Evaluator evaluator() {
    return new SoftmaxEvaluator(sizes);
  }

  @Override
  public String toString() {
    return "MultiCategorical" + sizes();
  }
}
