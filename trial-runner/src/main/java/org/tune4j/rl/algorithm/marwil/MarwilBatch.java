package org.tune4j.rl.algorithm.marwil;

import org.tune4j.rl.rollout.TrainBatch;

/**
 * Steps with their returns; row i of each column is the same step. Rows are those of the buffer,
 * and are replaced, not written over.
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record MarwilBatch(float[][] observations, float[][] actions, double[] returns)
    implements TrainBatch {

  MarwilBatch(int size) {
    this(new float[size][], new float[size][], new double[size]);
  }

  @Override
  public int size() {
    return returns.length;
  }
}
