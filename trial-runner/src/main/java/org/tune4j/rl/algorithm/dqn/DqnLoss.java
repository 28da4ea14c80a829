package org.tune4j.rl.algorithm.dqn;

/**
 * The loss of Q-learning: the mean over the batch of weight × Huber(Q(s, a) - target) (Mnih et al.,
 * "Human-level control through deep reinforcement learning", 2015), with the target of van Hasselt
 * et al., "Deep reinforcement learning with double Q-learning" (2016).
 */
final class DqnLoss {
  private DqnLoss() {}

  /**
   * What Q(s, a) should be.
   *
   * @param discount 0 after a termination
   * @param chooser the next state's Q-values that choose the action
   * @param rater the target network's Q-values of the next state
   */
  static float target(float reward, float discount, float[] chooser, float[] rater) {
    return reward + discount * rater[ActionValues.best(chooser)];
  }

  /** Huber's loss with threshold 1. */
  static double huber(double error) {
    double size = Math.abs(error);
    return size < 1 ? 0.5 * error * error : size - 0.5;
  }

  /** Its derivative. */
  static double huberGradient(double error) {
    return Math.clamp(error, -1, 1);
  }
}
