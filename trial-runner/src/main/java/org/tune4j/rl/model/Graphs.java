package org.tune4j.rl.model;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.factory.Nd4j;

/** Builds DL4J's computation graphs. Thread-safe. */
public final class Graphs {
  private Graphs() {}

  /**
   * The graph of that shape with these parameters. Its outputs are plain dense layers: losses are
   * computed outside.
   *
   * @throws IllegalStateException when DL4J would lay the parameters out in another order
   */
  public static ComputationGraph build(NetworkSpec spec, float[] parameters) {
    ComputationGraphConfiguration.GraphBuilder builder =
        new NeuralNetConfiguration.Builder().seed(1).weightInit(WeightInit.ZERO).graphBuilder();
    builder.addInputs(NetworkSpec.OBSERVATIONS);
    for (int i = 0; i < spec.layers().size(); i++) {
      NetworkSpec.Layer layer = spec.layers().get(i);
      builder.addLayer(
          layer.name(),
          new DenseLayer.Builder()
              .nIn(spec.layerInputs().get(i))
              .nOut(layer.size())
              .activation(activation(layer.activation()))
              .build(),
          layer.input());
    }
    builder.setOutputs(spec.outputs().toArray(String[]::new));
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    checkOrder(spec, graph);
    graph.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
    return graph;
  }

  private static void checkOrder(NetworkSpec spec, ComputationGraph graph) {
    int next = 0;
    for (int index : graph.topologicalSortOrder()) {
      String name = graph.getVertices()[index].getVertexName();
      if (!name.equals(NetworkSpec.OBSERVATIONS)
          && !name.equals(spec.layers().get(next++).name())) {
        throw new IllegalStateException(
            "network: DL4J puts layer "
                + name
                + " where "
                + spec.layers().get(next - 1).name()
                + " should be");
      }
    }
  }

  private static org.nd4j.linalg.activations.Activation activation(Activation activation) {
    return switch (activation) {
      case LINEAR -> org.nd4j.linalg.activations.Activation.IDENTITY;
      case TANH -> org.nd4j.linalg.activations.Activation.TANH;
      case RELU -> org.nd4j.linalg.activations.Activation.RELU;
      case SWISH -> org.nd4j.linalg.activations.Activation.SWISH;
      case ELU -> org.nd4j.linalg.activations.Activation.ELU;
    };
  }
}
