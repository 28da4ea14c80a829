package org.tune4j.rl.distribution;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** That of {@link Combined}: each part's evaluator, on copies of its slices. */
final class CombinedEvaluator implements Evaluator {
  private final Part[] parts;

  CombinedEvaluator(List<Distribution> parts) {
    this.parts = parts.stream().map(Part::new).toArray(Part[]::new);
  }

  private static final class Part {
    private final Evaluator evaluator;
    private final float[] old;
    private final float[] parameters;
    private final float[] action;
    private final float[] gradient;

    Part(Distribution distribution) {
      evaluator = distribution.evaluator();
      old = new float[distribution.parameters()];
      parameters = new float[distribution.parameters()];
      action = new float[distribution.actionSize()];
      gradient = new float[distribution.parameters()];
    }
  }

  @Override
  public void evaluate(float @Nullable [] old, float[] parameters, float[] action) {
    int at = 0;
    int actionAt = 0;
    for (Part part : parts) {
      int n = part.parameters.length;
      System.arraycopy(parameters, at, part.parameters, 0, n);
      System.arraycopy(action, actionAt, part.action, 0, part.action.length);
      if (old != null) {
        System.arraycopy(old, at, part.old, 0, n);
      }
      part.evaluator.evaluate(old == null ? null : part.old, part.parameters, part.action);
      at += n;
      actionAt += part.action.length;
    }
  }

  @Override
  public double logProbability() {
    double sum = 0;
    for (Part part : parts) {
      sum += part.evaluator.logProbability();
    }
    return sum;
  }

  @Override
  public double entropy() {
    double sum = 0;
    for (Part part : parts) {
      sum += part.evaluator.entropy();
    }
    return sum;
  }

  @Override
  public double divergence() {
    double sum = 0;
    for (Part part : parts) {
      sum += part.evaluator.divergence();
    }
    return sum;
  }

  @Override
  public void addGradient(
      double logProbability, double entropy, double divergence, float[] gradient) {
    int at = 0;
    for (Part part : parts) {
      Arrays.fill(part.gradient, 0);
      part.evaluator.addGradient(logProbability, entropy, divergence, part.gradient);
      for (int i = 0; i < part.gradient.length; i++) {
        gradient[at + i] += part.gradient[i];
      }
      at += part.gradient.length;
    }
  }
}
