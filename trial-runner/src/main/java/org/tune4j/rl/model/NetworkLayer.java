package org.tune4j.rl.model;

/** A layer with the memory of its last forward pass. */
sealed interface NetworkLayer permits DenseLayer, ConvolutionLayer {

  /** How many numbers it has for each row. */
  int outputs();

  /** What {@link #forward} computed. */
  float[][] values();

  /**
   * The loss's gradient with respect to the values: filled by whoever reads them, before {@link
   * #descend}.
   */
  float[][] gradients();

  /** Takes over a copy of its part of the parameters. */
  void load(float[] parameters);

  /** Computes the values; the inputs must stay as they are until the pass is over. */
  void forward(float[][] x, int rows);

  /** Turns the gradient with respect to the values into that with respect to the sums. */
  void descend(int rows);

  /** Writes the gradient of the parameters, after {@link #descend}. */
  void parameterGradient(int rows, float[] gradient);

  /** Adds the gradient with respect to the inputs, after {@link #descend}. */
  void inputGradient(float[][] into);
}
