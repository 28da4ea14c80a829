package org.tune4j.rl.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dense layers and convolutions without DL4J: in plain Java, and the products of wide layers in
 * OpenBLAS. Nothing is allocated in a pass. Results are the same bits on every run; where all
 * layers are narrow they do not depend on other rows of a batch either. A test holds it to DL4J's
 * own outputs and gradients.
 */
public final class DenseNetwork implements Network {
  private static final int OBSERVATIONS = -1;
  private static final int NOTHING = -2;
  private static final float[][] NONE = new float[0][];

  private final NetworkSpec spec;
  private final NetworkLayer[] layers;

  /** For each layer the index of the layer that it reads. */
  private final int[] inputs;

  /** For each head the indices of its layers. */
  private final int[][] heads;

  /** For each head of several layers their values one after the other. */
  private final float[][][] joined;

  private float[][] observations = NONE;
  private float[][] nothing = NONE;
  private int rows;

  /** A network of that shape; all parameters are 0 until {@link #load}. */
  public DenseNetwork(NetworkSpec spec) {
    this.spec = spec;
    Map<String, Integer> indices = new HashMap<>();
    indices.put(NetworkSpec.OBSERVATIONS, OBSERVATIONS);
    indices.put(NetworkSpec.NOTHING, NOTHING);
    List<NetworkSpec.Block> blocks = spec.blocks();
    Shapes shapes = Shapes.of(spec);
    layers = new NetworkLayer[blocks.size()];
    inputs = new int[layers.length];
    for (int i = 0; i < layers.length; i++) {
      NetworkSpec.Layer layer = spec.layers().get(i);
      inputs[i] = indices.getOrDefault(layer.input(), NOTHING);
      indices.put(layer.name(), i);
      NetworkSpec.Filter filter = layer.filter();
      layers[i] =
          filter == null
              ? new DenseLayer(layer.activation(), blocks.get(i), false)
              : new ConvolutionLayer(
                  layer.activation(),
                  blocks.get(i),
                  filter,
                  shapes.inputs().get(i),
                  shapes.outputs().get(i));
    }
    heads =
        spec.heads().stream()
            .map(head -> head.stream().mapToInt(n -> indices.getOrDefault(n, 0)).toArray())
            .toArray(int[][]::new);
    joined = new float[heads.length][0][];
  }

  @Override
  public int inputs() {
    return spec.inputs();
  }

  @Override
  public int parameterCount() {
    return spec.parameterCount();
  }

  @Override
  public int heads() {
    return heads.length;
  }

  @Override
  public void load(float[] parameters) {
    for (NetworkLayer layer : layers) {
      layer.load(parameters);
    }
  }

  @Override
  public void forward(float[][] inputRows, int count) {
    observations = inputRows;
    rows = count;
    if (nothing.length < rows) {
      nothing = new float[rows][1];
    }
    for (int i = 0; i < layers.length; i++) {
      layers[i].forward(input(i), rows);
    }
    for (int head = 0; head < heads.length; head++) {
      if (heads[head].length > 1) {
        join(head);
      }
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public float[][] output(int head) {
    return heads[head].length == 1 ? layers[heads[head][0]].values() : joined[head];
  }

  @Override
  public void backward(float[][][] outputGradients, float[] gradient) {
    begin(outputGradients);
    for (int i = layers.length - 1; i >= 0; i--) {
      layers[i].descend(rows);
      layers[i].parameterGradient(rows, gradient);
      if (inputs[i] >= 0) {
        layers[i].inputGradient(layers[inputs[i]].gradients());
      }
    }
  }

  @Override
  public void inputGradients(float[][][] outputGradients, float[][] into) {
    begin(outputGradients);
    Kernels.clear(into, rows, spec.inputs());
    for (int i = layers.length - 1; i >= 0; i--) {
      if (inputs[i] != NOTHING) {
        layers[i].descend(rows);
        layers[i].inputGradient(inputs[i] == OBSERVATIONS ? into : layers[inputs[i]].gradients());
      }
    }
  }

  /** Puts the heads' gradients where the layers expect them. */
  private void begin(float[][][] outputGradients) {
    for (NetworkLayer layer : layers) {
      Kernels.clear(layer.gradients(), rows, layer.outputs());
    }
    for (int head = 0; head < heads.length; head++) {
      int from = 0;
      for (int layer : heads[head]) {
        add(outputGradients[head], from, layers[layer]);
        from += layers[layer].outputs();
      }
    }
  }

  private float[][] input(int layer) {
    return switch (inputs[layer]) {
      case OBSERVATIONS -> observations;
      case NOTHING -> nothing;
      default -> layers[inputs[layer]].values();
    };
  }

  private void join(int head) {
    if (joined[head].length < rows) {
      int width = 0;
      for (int layer : heads[head]) {
        width += layers[layer].outputs();
      }
      joined[head] = new float[rows][width];
    }
    int at = 0;
    for (int layer : heads[head]) {
      for (int m = 0; m < rows; m++) {
        System.arraycopy(
            layers[layer].values()[m], 0, joined[head][m], at, layers[layer].outputs());
      }
      at += layers[layer].outputs();
    }
  }

  private void add(float[][] from, int at, NetworkLayer layer) {
    for (int m = 0; m < rows; m++) {
      for (int o = 0; o < layer.outputs(); o++) {
        layer.gradients()[m][o] += from[m][at + o];
      }
    }
  }
}
