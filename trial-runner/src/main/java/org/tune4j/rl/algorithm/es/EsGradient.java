package org.tune4j.rl.algorithm.es;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The gradient of ES: Salimans et al., "Evolution strategies as a scalable alternative to
 * reinforcement learning" (2017), algorithm 1 with the rank transformation of section 2.1.
 */
final class EsGradient {
  private EsGradient() {}

  /**
   * What stands in the place of returns.
   *
   * @param mode {@code centered_rank}, {@code sign} or {@code centered_sign_rank}
   */
  static double[] shape(double[] returns, String mode) {
    return switch (mode) {
      case "centered_rank" -> centeredRanks(returns);
      case "sign" -> Arrays.stream(returns).map(Math::signum).toArray();
      case "centered_sign_rank" ->
          Arrays.stream(centeredRanks(returns)).map(Math::signum).toArray();
      default ->
          throw new IllegalArgumentException("config: return_proc_mode: " + mode + ": unknown");
    };
  }

  /** Ranks from -0.5 for the least to 0.5 for the greatest; equals share the mean of theirs. */
  static double[] centeredRanks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      double rank = (from + to - 1) / 2.0 / Math.max(1, values.length - 1) - 0.5;
      for (; from < to; from++) {
        ranks[order[from]] = rank;
      }
    }
    return ranks;
  }

  /**
   * What to go down: minus the estimated gradient of the return, and the pull towards 0.
   *
   * @param parameters the point from which directions were tried
   * @param l2 how strong the pull is
   */
  static float[] of(
      List<Direction> tried, String mode, Noise noise, float[] parameters, double l2) {
    int n = tried.size();
    double[] returns = new double[2 * n];
    for (int i = 0; i < n; i++) {
      returns[i] = tried.get(i).plus();
      returns[n + i] = tried.get(i).minus();
    }
    double[] shaped = shape(returns, mode);
    float[] gradient = new float[parameters.length];
    for (int i = 0; i < n; i++) {
      double weight = shaped[i] - shaped[n + i];
      if (weight != 0) {
        noise.add(tried.get(i).number(), -weight / (2 * n), gradient);
      }
    }
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += (float) (l2 * parameters[i]);
    }
    return gradient;
  }
}
