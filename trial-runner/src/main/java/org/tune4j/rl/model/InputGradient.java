package org.tune4j.rl.model;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.InputVertex;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The input of a graph, which keeps the gradient that comes down to it: DL4J computes it and then
 * forgets it.
 */
@SuppressWarnings("overrides") // DL4J's own mix of arrays and variable arguments
final class InputGradient extends InputVertex {
  private static final long serialVersionUID = 1;

  private transient @Nullable INDArray gradient;

  private InputGradient(ComputationGraph graph, GraphVertex input) {
    super(
        graph,
        input.getVertexName(),
        input.getVertexIndex(),
        input.getOutputVertices(),
        DataType.FLOAT);
  }

  /** Puts itself into the place of the graph's only input. */
  static InputGradient in(ComputationGraph graph) {
    String name = graph.getConfiguration().getNetworkInputs().getFirst();
    GraphVertex input = graph.getVertex(name);
    InputGradient vertex = new InputGradient(graph, input);
    graph.getVertices()[input.getVertexIndex()] = vertex;
    return vertex;
  }

  @Override
  public void setEpsilon(@Nullable INDArray epsilon) {
    super.setEpsilon(epsilon);
    gradient = epsilon == null ? gradient : epsilon;
  }

  /** The gradient that came down last. */
  INDArray gradient() {
    if (gradient == null) {
      throw new IllegalStateException("network: no gradient reaches the input");
    }
    return gradient;
  }
}
