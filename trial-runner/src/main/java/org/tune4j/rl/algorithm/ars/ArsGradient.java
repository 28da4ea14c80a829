package org.tune4j.rl.algorithm.ars;

import java.util.Comparator;
import java.util.List;
import org.tune4j.rl.algorithm.es.Direction;
import org.tune4j.rl.algorithm.es.Noise;

/**
 * The step of ARS: Mania, Guy, Recht, "Simple random search provides a competitive approach to
 * reinforcement learning" (2018), algorithm 2, lines 6 and 7.
 */
final class ArsGradient {
  private ArsGradient() {}

  /** The directions whose better end is best, best first; the first tried of equals. */
  static List<Direction> best(List<Direction> tried, int count) {
    return tried.stream()
        .sorted(Comparator.comparingDouble(Direction::best).reversed())
        .limit(count)
        .toList();
  }

  /** The standard deviation of both ends' returns; 1 when they are all the same. */
  static double deviation(List<Direction> used) {
    double n = 2.0 * used.size();
    double mean = used.stream().mapToDouble(d -> d.plus() + d.minus()).sum() / n;
    double squares =
        used.stream()
            .mapToDouble(
                d ->
                    (d.plus() - mean) * (d.plus() - mean) + (d.minus() - mean) * (d.minus() - mean))
            .sum();
    double deviation = Math.sqrt(squares / n);
    return deviation < 1e-8 ? 1 : deviation;
  }

  /** What to go down: minus the mean of return differences times directions, over the deviation. */
  static float[] of(List<Direction> used, Noise noise, int parameters) {
    double scale = -1 / (used.size() * deviation(used));
    float[] gradient = new float[parameters];
    for (Direction direction : used) {
      double difference = direction.plus() - direction.minus();
      if (difference != 0) {
        noise.add(direction.number(), scale * difference, gradient);
      }
    }
    return gradient;
  }
}
