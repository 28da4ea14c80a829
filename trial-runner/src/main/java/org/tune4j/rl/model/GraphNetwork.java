package org.tune4j.rl.model;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
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
  /**
   * DL4J leaves its arrays outside the heap to the garbage collector, which does not see how large
   * they are: after so many bytes of activations it is called.
   */
  private static final long COLLECTED = 64L << 20;

  private final ComputationGraph graph;
  private final InputGradient inputGradient;
  private final List<Integer> shape;
  private final int inputs;
  private final float[][][] outputs;
  private INDArray batch = Nd4j.empty();

  /** Whether DL4J still has the activations of the last pass: a backward pass uses them up. */
  private boolean ready;

  private long waste;

  /**
   * Takes the graph over: its parameters change with {@link #load}.
   *
   * @param shape what an input row is: [numbers], or [height, width, channels] of an image
   */
  public GraphNetwork(ComputationGraph graph, List<Integer> shape) {
    this.graph = graph;
    inputGradient = InputGradient.in(graph);
    this.shape = List.copyOf(shape);
    inputs = shape.stream().reduce(1, Math::multiplyExact);
    graph.getConfiguration().setTrainingWorkspaceMode(WorkspaceMode.NONE);
    graph.getConfiguration().setInferenceWorkspaceMode(WorkspaceMode.NONE);
    outputs = new float[graph.getNumOutputArrays()][][];
  }

  /** The graph itself, with the parameters that were loaded last. */
  public ComputationGraph graph() {
    return graph;
  }

  @Override
  public int inputs() {
    return inputs;
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
  public void forward(float[][] inputRows, int rows) {
    long[] size =
        LongStream.concat(LongStream.of(rows), shape.stream().mapToLong(n -> n)).toArray();
    batch = rows(inputRows, rows).reshape(size);
    var activations = feed();
    for (int head = 0; head < outputs.length; head++) {
      INDArray values = activations.get(graph.getConfiguration().getNetworkOutputs().get(head));
      if (values == null) {
        throw new IllegalStateException("network: DL4J gave no value of output " + head);
      }
      outputs[head] = values.toFloatMatrix();
    }
  }

  @Override
  public int rows() {
    return Math.toIntExact(batch.size(0));
  }

  @Override
  public float[][] output(int head) {
    return outputs[head];
  }

  @Override
  public void backward(float[][][] outputGradients, float[] gradient) {
    backpropagate(outputGradients);
    float[] flat = graph.getFlattenedGradients().dup('c').data().asFloat();
    System.arraycopy(flat, 0, gradient, 0, flat.length);
  }

  @Override
  public void inputGradients(float[][][] outputGradients, float[][] into) {
    backpropagate(outputGradients);
    float[] found = inputGradient.gradient().dup('c').data().asFloat();
    for (int row = 0; row < into.length && row * inputs < found.length; row++) {
      System.arraycopy(found, row * inputs, into[row], 0, inputs);
    }
  }

  private Map<String, INDArray> feed() {
    ready = true;
    Map<String, INDArray> values = graph.feedForward(new INDArray[] {batch}, true, false);
    values.values().forEach(array -> waste += array.length() * Float.BYTES);
    if (waste > COLLECTED) {
      System.gc();
      waste = 0;
    }
    return values;
  }

  private void backpropagate(float[][][] outputGradients) {
    if (!ready) {
      feed();
    }
    ready = false;
    INDArray[] errors = new INDArray[outputs.length];
    for (int head = 0; head < errors.length; head++) {
      errors[head] = rows(outputGradients[head], outputs[head].length);
    }
    graph.backpropGradient(errors);
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
