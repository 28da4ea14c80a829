package org.tune4j.rl.rollout;

/** Rows that an algorithm is about to learn from; row i of each column is the same step. */
public interface TrainBatch {
  int size();

  /** Encoded and filtered. */
  float[][] observations();

  /** In the policy's action space. */
  float[][] actions();
}
