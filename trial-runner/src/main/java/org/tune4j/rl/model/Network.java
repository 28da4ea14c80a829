package org.tune4j.rl.model;

/**
 * A differentiable function from observations to the values of several heads. Its parameters are
 * one flat vector, in the layout of DL4J's graph: for each layer the weights of each output in
 * turn, then the biases. Not thread-safe.
 */
public sealed interface Network permits DenseNetwork, GraphNetwork, NoisyNetwork {

  /** How many numbers an input row has. */
  int inputs();

  /** The length of the flat parameter vector. */
  int parameterCount();

  /** How many heads there are. */
  int heads();

  /** Takes over a copy of these parameters. */
  void load(float[] parameters);

  /** Computes the heads for the first {@code rows} rows of {@code inputs}. */
  void forward(float[][] inputs, int rows);

  /** How many rows the last forward pass had. */
  int rows();

  /**
   * The values of a head, one row per input row; they belong to the network and last until the next
   * forward pass.
   */
  float[][] output(int head);

  /**
   * The gradient of a loss with respect to the parameters, for the rows of the last forward pass,
   * whose inputs must still be as they were.
   *
   * @param outputGradients for each head one row per input row: the loss's gradient with respect to
   *     the head's values
   * @param gradient where the result goes; overwritten
   */
  void backward(float[][][] outputGradients, float[] gradient);

  /**
   * The gradient of a loss with respect to the inputs, for the rows of the last forward pass, whose
   * inputs must still be as they were: what an actor learns from a critic. Cheaper than {@link
   * #backward}, because it leaves the parameters out.
   *
   * @param outputGradients as in {@link #backward}
   * @param into one row of {@link #inputs} numbers per input row; overwritten
   */
  void inputGradients(float[][][] outputGradients, float[][] into);
}
