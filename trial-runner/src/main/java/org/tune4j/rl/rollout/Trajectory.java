package org.tune4j.rl.rollout;

import java.util.Arrays;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Consecutive steps of one episode, as they were when they were made. Grows as needed. Not
 * thread-safe.
 */
public final class Trajectory {
  private int length;
  private float[][] observations = new float[0][];
  private float[][] actions = new float[0][];
  private float[][] outputs = new float[0][];
  private double[] rewards = new double[0];
  private double[] values = new double[0];

  /** Adds a step; the arrays are copied. */
  public void add(
      float[] observation, float[] action, float[] policyOutputs, double value, double reward) {
    if (length == rewards.length) {
      grow(Math.max(16, 2 * length), observation.length, action.length, policyOutputs.length);
    }
    System.arraycopy(observation, 0, observations[length], 0, observation.length);
    System.arraycopy(action, 0, actions[length], 0, action.length);
    System.arraycopy(policyOutputs, 0, outputs[length], 0, policyOutputs.length);
    values[length] = value;
    rewards[length] = reward;
    length++;
  }

  public int length() {
    return length;
  }

  public float[] observation(int step) {
    return observations[step];
  }

  public float[] action(int step) {
    return actions[step];
  }

  /** What the policy's head said. */
  public float[] outputs(int step) {
    return outputs[step];
  }

  /** The rewards; only the first {@link #length} count. */
  public double[] rewards() {
    return rewards;
  }

  /** What the value head said; only the first {@link #length} count. */
  public double[] values() {
    return values;
  }

  public void clear() {
    length = 0;
  }

  public void save(StateWriter out) {
    out.put("steps", length);
    for (int i = 0; i < length; i++) {
      out.put("observation", observations[i]);
      out.put("action", actions[i]);
      out.put("outputs", outputs[i]);
    }
    out.put("rewards", rewards, length);
    out.put("values", values, length);
  }

  public void restore(StateReader in) {
    int saved = in.getInt("steps");
    float[][][] rows = new float[saved][][];
    for (int i = 0; i < saved; i++) {
      rows[i] =
          new float[][] {
            in.getFloats("observation"), in.getFloats("action"), in.getFloats("outputs")
          };
    }
    double[] savedRewards = in.getDoubles("rewards");
    double[] savedValues = in.getDoubles("values");
    clear();
    for (int i = 0; i < saved; i++) {
      add(rows[i][0], rows[i][1], rows[i][2], savedValues[i], savedRewards[i]);
    }
  }

  private void grow(int capacity, int observation, int action, int output) {
    observations = grown(observations, capacity, observation);
    actions = grown(actions, capacity, action);
    outputs = grown(outputs, capacity, output);
    rewards = Arrays.copyOf(rewards, capacity);
    values = Arrays.copyOf(values, capacity);
  }

  private static float[][] grown(float[][] rows, int capacity, int width) {
    float[][] more = Arrays.copyOf(rows, capacity);
    for (int i = rows.length; i < capacity; i++) {
      more[i] = new float[width];
    }
    return more;
  }
}
