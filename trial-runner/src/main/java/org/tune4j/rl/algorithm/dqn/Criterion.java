package org.tune4j.rl.algorithm.dqn;

import org.tune4j.rl.model.Network;
import org.tune4j.rl.replay.Batch;

/** What is wrong with the Q-values of a batch, with memory for one batch. Not thread-safe. */
sealed interface Criterion permits ValueCriterion, DistributionCriterion {

  /**
   * Sets the targets, from both networks' last forward pass, which was of the next observations.
   *
   * @param chooser chooses the next actions
   * @param rater says what they are worth
   */
  void aim(Batch batch, Network chooser, Network rater);

  /**
   * Compares with the targets what the network says of the observations, in its last forward pass.
   *
   * @return the loss
   */
  double compare(Batch batch, Network online);

  /** How wrong each row was: what becomes its priority. */
  float[] errors();

  /** The Q-values of the taken actions. */
  float[] taken();

  /** The loss's gradient with respect to the network's heads. */
  float[][][] gradients();
}
