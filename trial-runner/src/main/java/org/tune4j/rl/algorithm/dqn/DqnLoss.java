package org.tune4j.rl.algorithm.dqn;

/**
 * The loss of Q-learning: the mean over the batch of weight × Huber(Q(s, a) - target) (Mnih et al.,
 * "Human-level control through deep reinforcement learning", 2015), with the target of van Hasselt
 * et al., "Deep reinforcement learning with double Q-learning" (2016).
 *
 * @param threshold where Huber's loss goes from a square to a straight line; infinite for half the
 *     square everywhere
 */
record DqnLoss(double threshold) {

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

  /** The loss of one error, without its weight. */
  double of(double error) {
    double size = Math.abs(error);
    return size < threshold ? 0.5 * error * error : threshold * (size - 0.5 * threshold);
  }

  /** Its derivative. */
  double gradient(double error) {
    return Math.clamp(error, -threshold, threshold);
  }
}
