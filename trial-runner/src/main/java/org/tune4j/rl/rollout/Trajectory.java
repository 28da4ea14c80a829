package org.tune4j.rl.rollout;

import java.util.Arrays;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Consecutive steps of one episode of one environment, as they were when they were made, and what
 * came after the last one. It has no step when its episode was cut off right where it began. Not
 * thread-safe.
 */
public final class Trajectory {
  /** The environment of recorded steps: none of the trial's. */
  public static final int RECORDED = -1;

  private static final int FIRST_CAPACITY = 16;

  private final int environment;
  private long episode;
  private int start;
  private int length;
  private float[][] observations = new float[FIRST_CAPACITY][];
  private float[][] actions = new float[FIRST_CAPACITY][];
  private float[][] outputs = new float[FIRST_CAPACITY][];
  private double[] rewards = new double[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private float[] next = new float[0];
  private boolean terminated;
  private boolean ended;
  private double lastValue;

  /**
   * An empty one.
   *
   * @param environment which of the trial's environments, from 0, or {@link #RECORDED}
   * @param episode which of its episodes
   * @param start how many steps of the episode came before
   */
  public Trajectory(int environment, long episode, int start) {
    this.environment = environment;
    this.episode = episode;
    this.start = start;
  }

  /**
   * Adds a step; the arrays are kept, not copied.
   *
   * @param observation what was acted on, encoded and filtered
   * @param action in the policy's action space
   * @param policyOutputs the distribution's parameters then
   * @param value the estimated value then; 0 when there was no estimate
   * @param reward to learn from
   */
  public void add(
      float[] observation, float[] action, float[] policyOutputs, double value, double reward) {
    if (length == rewards.length) {
      grow(2 * length);
    }
    observations[length] = observation;
    actions[length] = action;
    outputs[length] = policyOutputs;
    values[length] = value;
    rewards[length] = reward;
    length++;
  }

  /**
   * Says what came after the last step.
   *
   * @param nextObservation the true one, before any reset
   * @param nothingMore whether the episode came to its own end
   * @param episodeEnded whether it is over, for whatever reason
   */
  public void close(float[] nextObservation, boolean nothingMore, boolean episodeEnded) {
    next = nextObservation;
    terminated = nothingMore;
    ended = episodeEnded;
  }

  /** Which of the trial's environments, or {@link #RECORDED}. */
  public int environment() {
    return environment;
  }

  /** Which episode of the environment. */
  public long episode() {
    return episode;
  }

  /** How many steps of the episode came before. */
  public int start() {
    return start;
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

  /** What the policy said. */
  public float[] outputs(int step) {
    return outputs[step];
  }

  /** The observation that a step led to. */
  public float[] next(int step) {
    return step + 1 < length ? observations[step + 1] : next;
  }

  /** The observation that the last step led to. */
  public float[] next() {
    return next;
  }

  /** The rewards to learn from, which may be changed; only the first {@link #length} count. */
  public double[] rewards() {
    return rewards;
  }

  /** The estimated values; only the first {@link #length} count. */
  public double[] values() {
    return values;
  }

  /** Whether nothing can be earned after the last step. */
  public boolean terminated() {
    return terminated;
  }

  /** Whether the episode is over after the last step, for whatever reason. */
  public boolean ended() {
    return ended;
  }

  /** The estimated value of what came after the last step; 0 after a termination. */
  public double lastValue() {
    return lastValue;
  }

  public void setLastValue(double value) {
    lastValue = value;
  }

  public void save(StateWriter out) {
    out.put("episode", episode);
    out.put("start", start);
    out.put("steps", length);
    for (int i = 0; i < length; i++) {
      out.put("observation", observations[i]);
      out.put("action", actions[i]);
      out.put("outputs", outputs[i]);
    }
    out.put("rewards", rewards, length);
    out.put("values", values, length);
    out.put("next", next);
    out.put("terminated", terminated);
    out.put("ended", ended);
    out.put("last_value", lastValue);
  }

  /** One that was saved. */
  public static Trajectory read(int environment, StateReader in) {
    Trajectory read = new Trajectory(environment, in.getLong("episode"), in.getInt("start"));
    int saved = in.getInt("steps");
    read.grow(Math.max(FIRST_CAPACITY, saved));
    for (int i = 0; i < saved; i++) {
      read.observations[i] = in.getFloats("observation");
      read.actions[i] = in.getFloats("action");
      read.outputs[i] = in.getFloats("outputs");
    }
    read.length = saved;
    System.arraycopy(in.getDoubles("rewards"), 0, read.rewards, 0, saved);
    System.arraycopy(in.getDoubles("values"), 0, read.values, 0, saved);
    read.next = in.getFloats("next");
    read.terminated = in.getBoolean("terminated");
    read.ended = in.getBoolean("ended");
    read.lastValue = in.getDouble("last_value");
    return read;
  }

  private void grow(int capacity) {
    observations = Arrays.copyOf(observations, capacity);
    actions = Arrays.copyOf(actions, capacity);
    outputs = Arrays.copyOf(outputs, capacity);
    rewards = Arrays.copyOf(rewards, capacity);
    values = Arrays.copyOf(values, capacity);
  }
}
