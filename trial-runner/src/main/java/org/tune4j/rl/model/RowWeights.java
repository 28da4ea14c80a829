package org.tune4j.rl.model;

/** Weights in plain Java, for narrow layers: see {@link Kernels}. */
final class RowWeights implements Weights {
  /** Below this many columns a row is not worth vector instructions. */
  private static final int NARROW = 8;

  private final int inputs;
  private final int outputs;
  private final float[][] byInput;
  private final float[][] byOutput;
  private final float[][] gradient;
  private float[][] x = new float[0][];
  private float[][] sumGradients = new float[0][];
  private int rows;

  RowWeights(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    byInput = new float[inputs][outputs];
    byOutput = new float[outputs][inputs];
    gradient = inputs < NARROW ? new float[inputs][outputs] : new float[outputs][inputs];
  }

  @Override
  public void load(float[] parameters, int offset) {
    for (int o = 0; o < outputs; o++) {
      System.arraycopy(parameters, offset + o * inputs, byOutput[o], 0, inputs);
    }
    for (int i = 0; i < inputs; i++) {
      float[] row = byInput[i];
      for (int o = 0; o < outputs; o++) {
        row[o] = byOutput[o][i];
      }
    }
  }

  @Override
  public void forward(float[][] inputRows, int count, float[][] sums) {
    x = inputRows;
    rows = count;
    if (outputs < NARROW) {
      Kernels.dots(sums, rows, x, inputs, byOutput, outputs);
    } else {
      Kernels.product(sums, rows, x, inputs, byInput, outputs);
    }
  }

  @Override
  public void backward(float[][] gradients) {
    sumGradients = gradients;
  }

  @Override
  public void gradient(float[] into, int offset) {
    if (inputs < NARROW) {
      Kernels.clear(gradient, inputs, outputs);
      Kernels.productTransposed(gradient, inputs, x, rows, sumGradients, outputs);
      for (int o = 0; o < outputs; o++) {
        for (int i = 0; i < inputs; i++) {
          into[offset + o * inputs + i] = gradient[i][o];
        }
      }
    } else {
      Kernels.clear(gradient, outputs, inputs);
      Kernels.productTransposed(gradient, outputs, sumGradients, rows, x, inputs);
      for (int o = 0; o < outputs; o++) {
        System.arraycopy(gradient[o], 0, into, offset + o * inputs, inputs);
      }
    }
  }

  @Override
  public void inputGradient(float[][] into) {
    Kernels.product(into, rows, sumGradients, outputs, byOutput, inputs);
  }
}
