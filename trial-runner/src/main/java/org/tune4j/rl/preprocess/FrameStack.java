package org.tune4j.rl.preprocess;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * The last few encoded observations of one environment, the oldest first: images one behind the
 * other by their channels, vectors one after the other. At the beginning of an episode its first
 * observation stands for all. One for each environment; not thread-safe.
 */
public final class FrameStack {
  private final List<Integer> shape;
  private final int depth;
  private final float[] stacked;

  /**
   * @param frames how many, at least 1
   * @param shape of one observation; its last dimension is the one that grows
   */
  public FrameStack(int frames, List<Integer> shape) {
    if (frames < 1) {
      throw new IllegalArgumentException(
          "frame stack: must be of at least 1 frame (" + frames + ")");
    }
    List<Integer> grown = new ArrayList<>(shape);
    depth = grown.removeLast();
    grown.add(depth * frames);
    this.shape = List.copyOf(grown);
    stacked = new float[this.shape.stream().reduce(1, Math::multiplyExact)];
  }

  /** The length of what is stacked. */
  public int size() {
    return stacked.length;
  }

  public List<Integer> shape() {
    return shape;
  }

  /** Forgets everything but the first observation of an episode. */
  public void reset(float[] observation) {
    for (int to = 0, i = 0; to < stacked.length; to += depth, i++) {
      System.arraycopy(observation, i / frames() * depth, stacked, to, depth);
    }
  }

  /** Takes in the next observation and drops the oldest. */
  public void push(float[] observation) {
    int row = shape.getLast();
    for (int i = 0; i < stacked.length / row; i++) {
      System.arraycopy(stacked, i * row + depth, stacked, i * row, row - depth);
      System.arraycopy(observation, i * depth, stacked, (i + 1) * row - depth, depth);
    }
  }

  /** Writes what is stacked to the beginning of an array. */
  public void read(float[] into) {
    System.arraycopy(stacked, 0, into, 0, stacked.length);
  }

  public void save(StateWriter out) {
    out.put("frames", stacked);
  }

  public void restore(StateReader in) {
    in.getFloats("frames", stacked);
  }

  private int frames() {
    return shape.getLast() / depth;
  }
}
