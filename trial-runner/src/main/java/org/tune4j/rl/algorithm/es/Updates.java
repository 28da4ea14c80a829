package org.tune4j.rl.algorithm.es;

import org.tune4j.rl.model.Gradients;

/** What is reported of a step of parameters. */
public final class Updates {
  private Updates() {}

  /** The norm of the step over the norm of what it began from; 0 where that is 0. */
  public static double ratio(float[] before, float[] after) {
    float[] moved = new float[before.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = after[i] - before[i];
    }
    double norm = Gradients.norm(before);
    return norm > 0 ? Gradients.norm(moved) / norm : 0;
  }
}
