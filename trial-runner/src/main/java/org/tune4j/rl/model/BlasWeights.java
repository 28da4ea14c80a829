package org.tune4j.rl.model;

import org.tune4j.rl.model.Blas.Matrix;

/** Weights of a wide layer, multiplied by {@link Blas}. */
final class BlasWeights implements Weights {
  /**
   * From so many weights on. At 256 × 256 it takes half of the time of {@link RowWeights} for large
   * batches and no more for small ones; DQN with 120 × 84 and batches of 128 learns 1.7 times as
   * fast. It would gain from 64 × 64 on, but there the same bits in every batch are worth more.
   */
  private static final int WIDE = 10_000;

  /** The same for the windows of an image, of which there are always many. */
  private static final int WIDE_FOR_MANY_ROWS = 512;

  private final int inputs;
  private final int outputs;
  private final Matrix weights = new Matrix();
  private final Matrix gradient = new Matrix();
  private final Matrix x = new Matrix();
  private final Matrix sums = new Matrix();
  private final Matrix inputGradients = new Matrix();
  private final float[] row;
  private int rows;

  BlasWeights(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    row = new float[Math.max(inputs, outputs)];
    weights.reserve(inputs * outputs);
  }

  /** Whether a layer of that size is worth it: both sides wide, and many weights. */
  static boolean suit(int inputs, int outputs, boolean manyRows) {
    return Math.min(inputs, outputs) >= 16
        && (long) inputs * outputs >= (manyRows ? WIDE_FOR_MANY_ROWS : WIDE);
  }

  @Override
  public void load(float[] parameters, int offset) {
    weights.put(parameters, offset, inputs * outputs);
  }

  @Override
  public void forward(float[][] inputRows, int count, float[][] into) {
    rows = count;
    x.reserve(rows * inputs);
    sums.reserve(rows * outputs);
    for (int m = 0; m < rows; m++) {
      x.putRow(m, inputRows[m], inputs);
    }
    Blas.timesTransposed(sums, x, weights, rows, inputs, outputs);
    add(sums, outputs, into);
  }

  @Override
  public void backward(float[][] sumGradients) {
    for (int m = 0; m < rows; m++) {
      sums.putRow(m, sumGradients[m], outputs);
    }
  }

  @Override
  public void gradient(float[] into, int offset) {
    gradient.reserve(inputs * outputs);
    Blas.transposedTimes(gradient, sums, x, outputs, rows, inputs);
    gradient.get(into, offset, inputs * outputs);
  }

  @Override
  public void inputGradient(float[][] into) {
    inputGradients.reserve(rows * inputs);
    Blas.times(inputGradients, sums, weights, rows, outputs, inputs);
    add(inputGradients, inputs, into);
  }

  private void add(Matrix from, int width, float[][] into) {
    for (int m = 0; m < rows; m++) {
      from.getRow(m, row, width);
      add(row, into[m], width);
    }
  }

  private static void add(float[] from, float[] into, int width) {
    for (int i = 0; i < width; i++) {
      into[i] += from[i];
    }
  }
}
