package org.tune4j.rl.model;

import java.util.Arrays;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * The optimiser of Tieleman and Hinton's lecture "RMSProp: divide the gradient by a running average
 * of its recent magnitude" (2012), in TensorFlow's form: epsilon stands inside the root, the
 * momentum gathers steps, not gradients, and the mean squares begin at 1. Not thread-safe.
 */
public final class RmsProp implements Optimizer {
  private final float decay;
  private final float momentum;
  private final float epsilon;
  private final float[] squares;
  private final float[] moves;

  /**
   * @param parameters how many parameters there are
   * @param decay the share of the mean square that each step keeps, from 0 to 1
   * @param momentum the share of the last move that is made again; may be 0
   * @param epsilon what is added to the mean square
   */
  public RmsProp(int parameters, double decay, double momentum, double epsilon) {
    this.decay = (float) decay;
    this.momentum = (float) momentum;
    this.epsilon = (float) epsilon;
    squares = new float[parameters];
    moves = new float[parameters];
    Arrays.fill(squares, 1);
  }

  @Override
  public void step(float[] parameters, float[] gradient, double rate) {
    update(parameters, gradient, squares, moves, (float) rate);
  }

  private void update(float[] parameters, float[] gradient, float[] s, float[] moved, float rate) {
    float kept = decay;
    float again = momentum;
    float small = epsilon;
    for (int i = 0; i < s.length; i++) {
      float g = gradient[i];
      s[i] = kept * s[i] + (1 - kept) * g * g;
      moved[i] = again * moved[i] + rate * g / (float) Math.sqrt(s[i] + small);
      parameters[i] -= moved[i];
    }
  }

  @Override
  public void save(StateWriter out) {
    out.put("rmsprop_squares", squares);
    out.put("rmsprop_moves", moves);
  }

  @Override
  public void restore(StateReader in) {
    in.getFloats("rmsprop_squares", squares);
    in.getFloats("rmsprop_moves", moves);
  }
}
