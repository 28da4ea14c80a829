package org.tune4j.rl.model;

/**
 * The weights of a dense layer and the three products that they are part of. Keeps what it was
 * given last: rows must stay as they were between the calls of one pass.
 */
sealed interface Weights permits RowWeights, BlasWeights {

  /** Takes over the weights of each output in turn, from there on. */
  void load(float[] parameters, int offset);

  /** Adds to each row of sums the weights times a row of inputs. */
  void forward(float[][] x, int rows, float[][] sums);

  /** Takes the gradient with respect to the sums of the last {@link #forward}. */
  void backward(float[][] sumGradients);

  /** Writes the gradient with respect to the weights, from there on. */
  void gradient(float[] gradient, int offset);

  /** Adds the gradient with respect to the inputs. */
  void inputGradient(float[][] into);
}
