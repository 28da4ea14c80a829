package org.tune4j.rl.algorithm.dqn;

import org.tune4j.rl.model.Network;

/**
 * Q-values from a network's heads. With a value head they are Q = V + A - mean A: Wang et al.,
 * "Dueling network architectures for deep reinforcement learning" (2016), equation 9.
 */
final class ActionValues {
  private ActionValues() {}

  /** Writes the Q-values of the last forward pass, one row per input row. */
  static void read(Network network, int rows, float[][] q) {
    float[][] advantages = network.output(0);
    for (int i = 0; i < rows; i++) {
      if (network.heads() == 1) {
        System.arraycopy(advantages[i], 0, q[i], 0, q[i].length);
      } else {
        combine(network.output(1)[i][0], advantages[i], q[i]);
      }
    }
  }

  /** Writes V + A - mean A. */
  static void combine(float value, float[] advantages, float[] q) {
    float shift = value - mean(advantages, q.length);
    for (int a = 0; a < q.length; a++) {
      q[a] = advantages[a] + shift;
    }
  }

  /** Turns the loss's gradient with respect to one Q-value into those of the heads. */
  static void gradient(int action, float gradient, float[] advantages, float[] value) {
    boolean dueling = value.length > 0;
    for (int a = 0; a < advantages.length; a++) {
      advantages[a] = dueling ? -gradient / advantages.length : 0;
    }
    advantages[action] += gradient;
    if (dueling) {
      value[0] = gradient;
    }
  }

  /** The action with the greatest Q-value; the first of equals. */
  static int best(float[] q) {
    int best = 0;
    for (int a = 1; a < q.length; a++) {
      if (q[a] > q[best]) {
        best = a;
      }
    }
    return best;
  }

  private static float mean(float[] values, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum / count;
  }
}
