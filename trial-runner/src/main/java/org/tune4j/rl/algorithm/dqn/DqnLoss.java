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
}
