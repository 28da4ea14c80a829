package org.tune4j.rl.model;

import java.util.Arrays;
import java.util.List;
import org.tune4j.rl.model.NetworkSpec.Filter;

/**
 * A convolution: a dense layer over every window of an image. Its rows of windows are as DL4J lays
 * out the weights: by channel, row and column; images are by row, column and channel.
 */
final class ConvolutionLayer implements NetworkLayer {
  private static final int OUTSIDE = -1;

  private final DenseLayer dense;
  private final int channels;
  private final int windowSize;

  /** For each window where its numbers lie in the image. */
  private final int[][] sources;

  private float[][] windows = new float[0][];
  private float[][] windowGradients = new float[0][];
  private float[][] values = new float[0][];
  private float[][] gradients = new float[0][];
  private int rows;

  /**
   * @param in [height, width, channels] of the image that comes in
   * @param out the same of the one that goes out
   */
  ConvolutionLayer(
      Activation activation,
      NetworkSpec.Block block,
      Filter filter,
      List<Integer> in,
      List<Integer> out) {
    dense = new DenseLayer(activation, block, true);
    channels = block.outputs();
    windowSize = block.fanIn();
    sources = new int[out.get(0) * out.get(1)][windowSize];
    for (int window = 0; window < sources.length; window++) {
      int top = window / out.get(1) * filter.stride() - before(in.get(0), filter.height(), filter);
      int left = window % out.get(1) * filter.stride() - before(in.get(1), filter.width(), filter);
      locate(sources[window], filter, in, top, left);
    }
  }

  /** How many zeros stand before an image's first row or column: half of all, rounded down. */
  private static int before(int length, int window, Filter filter) {
    if (!filter.padded()) {
      return 0;
    }
    int needed = (Math.ceilDiv(length, filter.stride()) - 1) * filter.stride() + window;
    return Math.max(needed - length, 0) / 2;
  }

  private static void locate(int[] into, Filter filter, List<Integer> in, int top, int left) {
    int height = in.get(0);
    int width = in.get(1);
    int depth = in.get(2);
    int at = 0;
    for (int channel = 0; channel < depth; channel++) {
      for (int row = top; row < top + filter.height(); row++) {
        for (int column = left; column < left + filter.width(); column++) {
          boolean inside = row >= 0 && row < height && column >= 0 && column < width;
          into[at++] = inside ? (row * width + column) * depth + channel : OUTSIDE;
        }
      }
    }
  }

  @Override
  public int outputs() {
    return sources.length * channels;
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
    dense.load(parameters);
  }

  @Override
  public void forward(float[][] x, int count) {
    rows = count;
    if (values.length < rows) {
      values = new float[rows][outputs()];
      gradients = new float[rows][outputs()];
      windows = new float[rows * sources.length][windowSize];
    }
    for (int m = 0; m < rows; m++) {
      for (int window = 0; window < sources.length; window++) {
        gather(x[m], sources[window], windows[m * sources.length + window]);
      }
    }
    dense.forward(windows, rows * sources.length);
    for (int i = 0; i < rows * sources.length; i++) {
      System.arraycopy(dense.values()[i], 0, values[i / sources.length], place(i), channels);
    }
  }

  @Override
  public void descend(int count) {
    for (int i = 0; i < count * sources.length; i++) {
      System.arraycopy(gradients[i / sources.length], place(i), dense.gradients()[i], 0, channels);
    }
    dense.descend(count * sources.length);
  }

  @Override
  public void parameterGradient(int count, float[] gradient) {
    dense.parameterGradient(count * sources.length, gradient);
  }

  @Override
  public void inputGradient(float[][] into) {
    if (windowGradients.length < windows.length) {
      windowGradients = new float[windows.length][windowSize];
    }
    for (int i = 0; i < rows * sources.length; i++) {
      Arrays.fill(windowGradients[i], 0);
    }
    dense.inputGradient(windowGradients);
    for (int m = 0; m < rows; m++) {
      for (int window = 0; window < sources.length; window++) {
        scatter(windowGradients[m * sources.length + window], sources[window], into[m]);
      }
    }
  }

  /** Where the values of a window begin in their row. */
  private int place(int window) {
    return window % sources.length * channels;
  }

  private static void gather(float[] image, int[] source, float[] window) {
    for (int i = 0; i < source.length; i++) {
      window[i] = source[i] == OUTSIDE ? 0 : image[source[i]];
    }
  }

  private static void scatter(float[] window, int[] source, float[] image) {
    for (int i = 0; i < source.length; i++) {
      if (source[i] != OUTSIDE) {
        image[source[i]] += window[i];
      }
    }
  }
}
