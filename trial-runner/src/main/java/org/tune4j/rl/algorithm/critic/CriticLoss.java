package org.tune4j.rl.algorithm.critic;

/**
 * What the error of a value costs: Huber, "Robust estimation of a location parameter" (1964).
 *
 * @param threshold where it goes from half a square to a straight line; infinite for half the
 *     square everywhere
 */
public record CriticLoss(double threshold) {

  /** The loss of one error. */
  public double of(double error) {
    double size = Math.abs(error);
    return size < threshold ? 0.5 * error * error : threshold * (size - 0.5 * threshold);
  }

  /** Its derivative. */
  public double gradient(double error) {
    return Math.clamp(error, -threshold, threshold);
  }
}
