package org.tune4j.rl.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dense layers in plain Java: no call leaves the JVM and nothing is allocated in a pass. Results
 * are the same bits on every run and do not depend on other rows of a batch. A test holds it to
 * DL4J's own outputs and gradients.
 */
public final class DenseNetwork implements Network {
  private static final float[][] NONE = new float[0][];

  private final NetworkSpec spec;
  private final DenseLayer[] layers;

  /** For each layer the index of the layer that it reads; -1 for the observations. */
  private final int[] inputs;

  private final int[] heads;
  private float[][] observations = NONE;
  private int rows;

  /** A network of that shape; all parameters are 0 until {@link #load}. */
  public DenseNetwork(NetworkSpec spec) {
    this.spec = spec;
    Map<String, Integer> indices = new HashMap<>(Map.of(NetworkSpec.OBSERVATIONS, -1));
    List<DenseLayer> made = new ArrayList<>();
    inputs = new int[spec.layers().size()];
    int offset = 0;
    for (NetworkSpec.Layer layer : spec.layers()) {
      int in = spec.layerInputs().get(made.size());
      inputs[made.size()] = indices.getOrDefault(layer.input(), -1);
      indices.put(layer.name(), made.size());
      made.add(new DenseLayer(in, layer.size(), layer.activation(), offset));
      offset += (in + 1) * layer.size();
    }
    layers = made.toArray(DenseLayer[]::new);
    heads = spec.outputs().stream().mapToInt(name -> indices.getOrDefault(name, -1)).toArray();
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
    for (DenseLayer layer : layers) {
      layer.load(parameters);
    }
  }

  @Override
  public void forward(float[][] inputRows, int count) {
    observations = inputRows;
    rows = count;
    for (int i = 0; i < layers.length; i++) {
      layers[i].forward(input(i), rows);
    }
  }

  @Override
  public float[][] output(int head) {
    return layers[heads[head]].values();
  }

  @Override
  public void backward(float[][][] outputGradients, float[] gradient) {
    begin(outputGradients);
    for (int i = layers.length - 1; i >= 0; i--) {
      layers[i].descend(rows);
      layers[i].parameterGradient(input(i), rows, gradient);
      if (inputs[i] >= 0) {
        layers[i].inputGradient(layers[inputs[i]].gradients(), rows);
      }
    }
  }

  @Override
  public void inputGradients(float[][][] outputGradients, float[][] into) {
    begin(outputGradients);
    Kernels.clear(into, rows, spec.inputs());
    for (int i = layers.length - 1; i >= 0; i--) {
      layers[i].descend(rows);
      layers[i].inputGradient(inputs[i] < 0 ? into : layers[inputs[i]].gradients(), rows);
    }
  }

  /** Puts the heads' gradients where the layers expect them. */
  private void begin(float[][][] outputGradients) {
    for (DenseLayer layer : layers) {
      Kernels.clear(layer.gradients(), rows, layer.outputs());
    }
    for (int head = 0; head < heads.length; head++) {
      add(outputGradients[head], layers[heads[head]]);
    }
  }

  private float[][] input(int layer) {
    return inputs[layer] < 0 ? observations : layers[inputs[layer]].values();
  }

  private void add(float[][] from, DenseLayer layer) {
    for (int m = 0; m < rows; m++) {
      for (int o = 0; o < layer.outputs(); o++) {
        layer.gradients()[m][o] += from[m][o];
      }
    }
  }
}
