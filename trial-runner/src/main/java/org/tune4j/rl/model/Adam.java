package org.tune4j.rl.model;

import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * The optimiser of Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1,
 * with decay rates 0.9 and 0.999, over one flat vector. Not thread-safe.
 */
public final class Adam implements Optimizer {
  private static final float DECAY_MEAN = 0.9f;
  private static final float DECAY_SQUARE = 0.999f;

  private final float epsilon;
  private final float[] means;
  private final float[] squares;
  private long steps;

  /**
   * @param parameters how many parameters there are
   * @param epsilon what is added to the root of the mean square
   */
  public Adam(int parameters, double epsilon) {
    this.epsilon = (float) epsilon;
    means = new float[parameters];
    squares = new float[parameters];
  }

  @Override
  public void step(float[] parameters, float[] gradient, double rate) {
    steps++;
    float corrected = (float) (rate / (1 - Math.pow(DECAY_MEAN, (double) steps)));
    float scale = (float) (1 / Math.sqrt(1 - Math.pow(DECAY_SQUARE, (double) steps)));
    update(parameters, gradient, means, squares, corrected, scale, epsilon);
  }

  private static void update(
      float[] parameters,
      float[] gradient,
      float[] m,
      float[] v,
      float rate,
      float scale,
      float epsilon) {
    for (int i = 0; i < m.length; i++) {
      float g = gradient[i];
      m[i] = DECAY_MEAN * m[i] + (1 - DECAY_MEAN) * g;
      v[i] = DECAY_SQUARE * v[i] + (1 - DECAY_SQUARE) * g * g;
      parameters[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) * scale + epsilon);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.put("adam_steps", steps);
    out.put("adam_means", means);
    out.put("adam_squares", squares);
  }

  @Override
  public void restore(StateReader in) {
    steps = in.getLong("adam_steps");
    in.getFloats("adam_means", means);
    in.getFloats("adam_squares", squares);
  }
}
