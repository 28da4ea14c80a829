package org.tune4j.rl.rollout;

/**
 * Rows that an algorithm is about to learn from; row i of each column is the same step. Rows may be
 * replaced, but not written into: other batches may have them, too.
 */
public interface TrainBatch {
  int size();

  /** Encoded and filtered. */
  float[][] observations();

  /** In the policy's action space. */
  float[][] actions();
}
