package org.tune4j.rl.distribution;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.space.Space;

/**
 * Independent parts: an action is one of each, one after the other, and so are the parameters.
 *
 * @param parts at least one
 */
public record Combined(List<Distribution> parts) implements Distribution {
  public Combined {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Combined: must have at least one part");
    }
  }

  static Combined over(Collection<Space> spaces) {
    return new Combined(spaces.stream().map(Distribution::over).toList());
  }

  @Override
  public boolean hasProbabilities() {
    return parts.stream().allMatch(Distribution::hasProbabilities);
  }

  @Override
  public int parameters() {
    return parts.stream().mapToInt(Distribution::parameters).sum();
  }

  @Override
  public int actionSize() {
    return parts.stream().mapToInt(Distribution::actionSize).sum();
  }

  @Override
  public void mode(float[] parameters, float[] action) {
    choose(parameters, action, Distribution::mode);
  }

  @Override
  public void sample(float[] parameters, RandomGenerator random, float[] action) {
    choose(parameters, action, (part, p, a) -> part.sample(p, random, a));
  }

  @Override
  public void uniform(float[] parameters, RandomGenerator random, float[] action) {
    choose(parameters, action, (part, p, a) -> part.uniform(p, random, a));
  }

  @Override
  public double logProbability(float[] parameters, float[] action) {
    return sum(parameters, action, Distribution::logProbability);
  }

  @Override
  public double entropy(float[] parameters) {
    return sum(parameters, new float[actionSize()], (part, p, a) -> part.entropy(p));
  }

  @Override
  public double divergence(float[] old, float[] parameters) {
    int at = 0;
    double sum = 0;
    for (Distribution part : parts) {
      int n = part.parameters();
      sum += part.divergence(slice(old, at, n), slice(parameters, at, n));
      at += n;
    }
    return sum;
  }

  @Override
  public void addLogProbabilityGradient(
      float[] parameters, float[] action, double scale, float[] gradient) {
    evaluated(null, parameters, action).addGradient(scale, 0, 0, gradient);
  }

  @Override
  public void addEntropyGradient(float[] parameters, double scale, float[] gradient) {
    evaluated(null, parameters, new float[actionSize()]).addGradient(0, scale, 0, gradient);
  }

  @Override
  public void addDivergenceGradient(
      float[] old, float[] parameters, double scale, float[] gradient) {
    evaluated(old, parameters, new float[actionSize()]).addGradient(0, 0, scale, gradient);
  }

  @Override
  public Evaluator evaluator() {
    return new CombinedEvaluator(parts);
  }

  private Evaluator evaluated(float @Nullable [] old, float[] parameters, float[] action) {
    Evaluator evaluator = evaluator();
    evaluator.evaluate(old, parameters, action);
    return evaluator;
  }

  private void choose(float[] parameters, float[] action, Choice choice) {
    int at = 0;
    int actionAt = 0;
    for (Distribution part : parts) {
      float[] chosen = new float[part.actionSize()];
      choice.choose(part, slice(parameters, at, part.parameters()), chosen);
      System.arraycopy(chosen, 0, action, actionAt, chosen.length);
      at += part.parameters();
      actionAt += chosen.length;
    }
  }

  private double sum(float[] parameters, float[] action, Measure measure) {
    int at = 0;
    int actionAt = 0;
    double sum = 0;
    for (Distribution part : parts) {
      sum +=
          measure.of(
              part,
              slice(parameters, at, part.parameters()),
              slice(action, actionAt, part.actionSize()));
      at += part.parameters();
      actionAt += part.actionSize();
    }
    return sum;
  }

  private static float[] slice(float[] values, int from, int length) {
    return Arrays.copyOfRange(values, from, from + length);
  }

  private interface Choice {
    void choose(Distribution part, float[] parameters, float[] action);
  }

  private interface Measure {
    double of(Distribution part, float[] parameters, float[] action);
  }
}
