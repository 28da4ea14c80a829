package org.tune4j.rl.model;

import java.util.Arrays;

/** One dense layer. */
final class DenseLayer implements NetworkLayer {
  private final int outputs;
  private final Activation activation;
  private final NetworkSpec.Block block;
  private final Weights weights;
  private final float[] bias;
  private final float[] biasGradient;
  private float[][] sums = new float[0][];
  private float[][] values = new float[0][];
  private float[][] gradients = new float[0][];

  /**
   * @param block where its parameters lie in the flat vector
   * @param manyRows whether batches are always large, so that BLAS is worth it sooner
   */
  DenseLayer(Activation activation, NetworkSpec.Block block, boolean manyRows) {
    this.activation = activation;
    this.block = block;
    int inputs = block.fanIn();
    outputs = block.outputs();
    weights =
        BlasWeights.suit(inputs, outputs, manyRows)
            ? new BlasWeights(inputs, outputs)
            : new RowWeights(inputs, outputs);
    bias = new float[outputs];
    biasGradient = new float[outputs];
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public float[][] values() {
    return values;
  }

  @Override
  public float[][] gradients() {
    return gradients;
  }

  @Override
  public void load(float[] parameters) {
    weights.load(parameters, block.weights());
    System.arraycopy(parameters, block.biases(), bias, 0, outputs);
  }

  @Override
  public void forward(float[][] x, int rows) {
    if (values.length < rows) {
      values = new float[rows][outputs];
      gradients = new float[rows][outputs];
      sums = new float[activation == Activation.SWISH ? rows : 0][outputs];
    }
    for (int m = 0; m < rows; m++) {
      System.arraycopy(bias, 0, values[m], 0, outputs);
    }
    weights.forward(x, rows, values);
    for (int m = 0; m < rows; m++) {
      if (sums.length > m) {
        System.arraycopy(values[m], 0, sums[m], 0, outputs);
      }
      activation.apply(values[m], outputs);
    }
  }

  @Override
  public void descend(int rows) {
    for (int m = 0; m < rows; m++) {
      activation.backward(values[m], sums.length > m ? sums[m] : values[m], gradients[m], outputs);
    }
    weights.backward(gradients);
  }

  @Override
  public void parameterGradient(int rows, float[] gradient) {
    Arrays.fill(biasGradient, 0);
    for (int m = 0; m < rows; m++) {
      add(gradients[m], biasGradient, outputs);
    }
    System.arraycopy(biasGradient, 0, gradient, block.biases(), outputs);
    weights.gradient(gradient, block.weights());
  }

  @Override
  public void inputGradient(float[][] into) {
    weights.inputGradient(into);
  }

  private static void add(float[] from, float[] into, int n) {
    for (int o = 0; o < n; o++) {
      into[o] += from[o];
    }
  }
}
