package org.tune4j.rl.model;

/** What is done to a whole gradient. */
public final class Gradients {
  private Gradients() {}

  /** The Euclidean norm. */
  public static double norm(float[] gradient) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < gradient.length; i += 4) {
      s0 += (double) gradient[i] * gradient[i];
      s1 += (double) gradient[i + 1] * gradient[i + 1];
      s2 += (double) gradient[i + 2] * gradient[i + 2];
      s3 += (double) gradient[i + 3] * gradient[i + 3];
    }
    for (; i < gradient.length; i++) {
      s0 += (double) gradient[i] * gradient[i];
    }
    return Math.sqrt((s0 + s1) + (s2 + s3));
  }

  /**
   * Shrinks a gradient whose norm is greater than {@code maximum} to that norm.
   *
   * @return the norm before
   */
  public static double clip(float[] gradient, double maximum) {
    double norm = norm(gradient);
    if (norm > maximum) {
      float scale = (float) (maximum / norm);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= scale;
      }
    }
    return norm;
  }
}
