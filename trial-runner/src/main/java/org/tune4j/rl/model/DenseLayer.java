package org.tune4j.rl.model;

import java.util.Arrays;

/** One dense layer with the memory of its last forward pass. */
final class DenseLayer {
  /** Below this many columns a row is not worth vector instructions. */
  private static final int NARROW = 8;

  private final int inputs;
  private final int outputs;
  private final Activation activation;
  private final int offset;
  private final float[][] byInput;
  private final float[][] byOutput;
  private final float[] bias;
  private final float[] biasGradient;
  private final float[][] weightGradient;
  private float[][] sums = new float[0][];
  private float[][] values = new float[0][];
  private float[][] gradients = new float[0][];

  /**
   * @param offset where its parameters begin in the flat vector
   */
  DenseLayer(int inputs, int outputs, Activation activation, int offset) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.activation = activation;
    this.offset = offset;
    byInput = new float[inputs][outputs];
    byOutput = new float[outputs][inputs];
    bias = new float[outputs];
    biasGradient = new float[outputs];
    weightGradient = inputs < NARROW ? new float[inputs][outputs] : new float[outputs][inputs];
  }

  int outputs() {
    return outputs;
  }

  float[][] values() {
    return values;
  }

  /**
   * The loss's gradient with respect to the values: filled by whoever reads them, before {@link
   * #descend}.
   */
  float[][] gradients() {
    return gradients;
  }

  void load(float[] parameters) {
    for (int o = 0; o < outputs; o++) {
      System.arraycopy(parameters, offset + o * inputs, byOutput[o], 0, inputs);
    }
    for (int i = 0; i < inputs; i++) {
      float[] row = byInput[i];
      for (int o = 0; o < outputs; o++) {
        row[o] = byOutput[o][i];
      }
    }
    System.arraycopy(parameters, offset + inputs * outputs, bias, 0, outputs);
  }

  void forward(float[][] x, int rows) {
    if (values.length < rows) {
      values = new float[rows][outputs];
      gradients = new float[rows][outputs];
      sums = new float[activation == Activation.SWISH ? rows : 0][outputs];
    }
    for (int m = 0; m < rows; m++) {
      System.arraycopy(bias, 0, values[m], 0, outputs);
    }
    if (outputs < NARROW) {
      Kernels.dots(values, rows, x, inputs, byOutput, outputs);
    } else {
      Kernels.product(values, rows, x, inputs, byInput, outputs);
    }
    for (int m = 0; m < rows; m++) {
      if (sums.length > m) {
        System.arraycopy(values[m], 0, sums[m], 0, outputs);
      }
      activation.apply(values[m], outputs);
    }
  }

  /** Turns the gradient with respect to the values into that with respect to the sums. */
  void descend(int rows) {
    for (int m = 0; m < rows; m++) {
      activation.backward(values[m], sums.length > m ? sums[m] : values[m], gradients[m], outputs);
    }
  }

  /**
   * Writes the gradient of the parameters, after {@link #descend}.
   *
   * @param x what {@link #forward} was given
   */
  void parameterGradient(float[][] x, int rows, float[] gradient) {
    Arrays.fill(biasGradient, 0);
    for (int m = 0; m < rows; m++) {
      float[] row = gradients[m];
      for (int o = 0; o < outputs; o++) {
        biasGradient[o] += row[o];
      }
    }
    System.arraycopy(biasGradient, 0, gradient, offset + inputs * outputs, outputs);
    weightGradient(x, rows, gradient);
  }

  /** Adds the gradient with respect to the inputs, after {@link #descend}. */
  void inputGradient(float[][] into, int rows) {
    Kernels.product(into, rows, gradients, outputs, byOutput, inputs);
  }

  private void weightGradient(float[][] x, int rows, float[] gradient) {
    if (inputs < NARROW) {
      Kernels.clear(weightGradient, inputs, outputs);
      Kernels.productTransposed(weightGradient, inputs, x, rows, gradients, outputs);
      for (int o = 0; o < outputs; o++) {
        for (int i = 0; i < inputs; i++) {
          gradient[offset + o * inputs + i] = weightGradient[i][o];
        }
      }
    } else {
      Kernels.clear(weightGradient, outputs, inputs);
      Kernels.productTransposed(weightGradient, outputs, gradients, rows, x, inputs);
      for (int o = 0; o < outputs; o++) {
        System.arraycopy(weightGradient[o], 0, gradient, offset + o * inputs, inputs);
      }
    }
  }
}
