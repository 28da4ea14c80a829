package org.tune4j.rl.replay;

import org.tune4j.rl.rollout.TrainBatch;

/**
 * Room for transitions that were drawn from a replay buffer.
 *
 * @param indices where each one lies in the buffer
 * @param observations one row each
 * @param actions one row each
 * @param rewards discounted sums of rewards
 * @param next what the last of the rewards led to
 * @param discounts what the value of {@code next} counts; 0 after a termination
 * @param weights importance-sampling weights, at most 1
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
public record Batch(
    int[] indices,
    float[][] observations,
    float[][] actions,
    float[] rewards,
    float[][] next,
    float[] discounts,
    float[] weights)
    implements TrainBatch {

  public Batch(int size, int observation, int action) {
    this(
        new int[size],
        new float[size][observation],
        new float[size][action],
        new float[size],
        new float[size][observation],
        new float[size],
        new float[size]);
  }

  @Override
  public int size() {
    return indices.length;
  }
}
