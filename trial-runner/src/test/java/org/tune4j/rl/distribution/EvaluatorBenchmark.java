package org.tune4j.rl.distribution;

import java.util.List;
import java.util.Locale;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.state.SavedRandom;

/**
 * What a row of PPO's loss costs with an evaluator and without: log-probability, entropy,
 * divergence and the gradient of all three. Argument: rows per measurement.
 */
final class EvaluatorBenchmark {
  private static final int RUNS = 5;

  private EvaluatorBenchmark() {}

  public static void main(String[] args) {
    int rows = args.length == 0 ? 2_000_000 : Integer.parseInt(args[0]);
    for (Distribution distribution :
        List.of(
            new Categorical(2),
            new Categorical(6),
            new MultiCategorical(3, 3),
            new DiagGaussian(Box.symmetric(1, 1, 1)))) {
      double separate = best(new SeparateEvaluator(distribution), distribution, rows);
      double fused = best(distribution.evaluator(), distribution, rows);
      System.out.printf(
          Locale.ROOT,
          "%-45s %6.0f ns a row apart, %6.0f ns in one pass: %.1f times%n",
          distribution,
          separate,
          fused,
          separate / fused);
    }
  }

  private static double best(Evaluator evaluator, Distribution distribution, int rows) {
    double best = Double.POSITIVE_INFINITY;
    for (int run = 0; run < RUNS; run++) {
      best = Math.min(best, nanosPerRow(evaluator, distribution, rows));
    }
    return best;
  }

  private static double nanosPerRow(Evaluator evaluator, Distribution distribution, int rows) {
    SavedRandom random = new SavedRandom(1, "parameters", 0);
    float[][] parameters = new float[64][distribution.parameters()];
    float[][] actions = new float[64][distribution.actionSize()];
    for (int i = 0; i < 64; i++) {
      for (int p = 0; p < parameters[i].length; p++) {
        parameters[i][p] = random.nextFloat() - 0.5f;
      }
      distribution.sample(parameters[i], random, actions[i]);
    }
    float[] gradient = new float[distribution.parameters()];
    double sum = 0;
    long begin = System.nanoTime();
    for (int row = 0; row < rows; row++) {
      evaluator.evaluate(parameters[(row + 1) & 63], parameters[row & 63], actions[row & 63]);
      sum += evaluator.logProbability() + evaluator.divergence() + evaluator.entropy();
      evaluator.addGradient(1e-6, 1e-6, 1e-6, gradient);
    }
    double nanos = (double) (System.nanoTime() - begin) / rows;
    if (Double.isNaN(sum + gradient[0])) {
      throw new IllegalStateException("the numbers are wrong");
    }
    return nanos;
  }
}
