package org.tune4j.rl.model;

import java.util.List;

/**
 * The gradient of half the square of each weight times a factor, which keeps weights small. Biases
 * are left alone.
 *
 * @param blocks where the parameters of each layer lie
 */
public record WeightDecay(List<NetworkSpec.Block> blocks, double factor) {

  /** For networks of that shape. */
  public static WeightDecay of(NetworkSpec spec, double factor) {
    return new WeightDecay(spec.blocks(), factor);
  }

  /** Adds to the gradient of a loss. */
  public void add(float[] parameters, float[] gradient) {
    if (factor == 0) {
      return;
    }
    for (NetworkSpec.Block block : blocks) {
      int end = block.weights() + block.fanIn() * block.outputs();
      add(parameters, gradient, block.weights(), end, (float) factor);
    }
  }

  private static void add(float[] from, float[] into, int begin, int end, float scale) {
    for (int i = begin; i < end; i++) {
      into[i] += scale * from[i];
    }
  }
}
