package org.tune4j.rl.model;

import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Any DL4J computation graph with one input whose outputs are plain layers: the general path, for
 * what {@link DenseNetwork} cannot do. Gradients come from DL4J's backpropagation with external
 * errors.
 */
public final class GraphNetwork implements Network {
  private final ComputationGraph graph;
  private final float[][][] outputs;

  /** Takes the graph over: its parameters change with {@link #load}. */
  public GraphNetwork(ComputationGraph graph) {
    this.graph = graph;
    graph.getConfiguration().setTrainingWorkspaceMode(WorkspaceMode.NONE);
    graph.getConfiguration().setInferenceWorkspaceMode(WorkspaceMode.NONE);
    outputs = new float[graph.getNumOutputArrays()][][];
  }

  /** The graph itself, with the parameters that were loaded last. */
  public ComputationGraph graph() {
    return graph;
  }

  @Override
  public int parameterCount() {
    return Math.toIntExact(graph.numParams());
  }

  @Override
  public int heads() {
    return outputs.length;
  }

  @Override
  public void load(float[] parameters) {
    graph.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
  }

  @Override
  public void forward(float[][] inputs, int rows) {
    INDArray batch = rows(inputs, rows);
    var activations = graph.feedForward(new INDArray[] {batch}, true, false);
    for (int head = 0; head < outputs.length; head++) {
      INDArray values = activations.get(graph.getConfiguration().getNetworkOutputs().get(head));
      if (values == null) {
        throw new IllegalStateException("network: DL4J gave no value of output " + head);
      }
      outputs[head] = values.toFloatMatrix();
    }
  }

  @Override
  public float[][] output(int head) {
    return outputs[head];
  }

  @Override
  public void backward(float[][][] outputGradients, float[] gradient) {
    INDArray[] errors = new INDArray[outputs.length];
    for (int head = 0; head < errors.length; head++) {
      errors[head] = rows(outputGradients[head], outputs[head].length);
    }
    float[] flat =
        graph
            .backpropGradient(errors)
            .gradient()
            .dup('f')
            .reshape(parameterCount())
            .toFloatVector();
    System.arraycopy(flat, 0, gradient, 0, flat.length);
  }

  private static INDArray rows(float[][] values, int rows) {
    int width = values[0].length;
    float[] flat = new float[rows * width];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(values[i], 0, flat, i * width, width);
    }
    return Nd4j.createFromArray(flat).reshape(rows, width);
  }
}
