package org.tune4j.rl.model;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.factory.Nd4j;
import org.tune4j.rl.model.NetworkSpec.Filter;
import org.tune4j.rl.model.NetworkSpec.Layer;

/** Builds DL4J's computation graphs. Thread-safe. */
public final class Graphs {
  private Graphs() {}

  /**
   * The graph of that shape with these parameters. Its outputs are plain layers: losses are
   * computed outside.
   *
   * @throws IllegalStateException when DL4J would lay the parameters out in another order
   */
  public static ComputationGraph build(NetworkSpec spec, float[] parameters) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder().seed(1).weightInit(WeightInit.ZERO).graphBuilder();
    builder.addInputs(NetworkSpec.OBSERVATIONS);
    Shapes shapes = Shapes.of(spec);
    String previous = NetworkSpec.OBSERVATIONS;
    for (int i = 0; i < spec.layers().size(); i++) {
      Layer layer = spec.layers().get(i);
      String input =
          layer.input().equals(NetworkSpec.NOTHING)
              ? nothing(builder, layer.name(), previous)
              : layer.input();
      add(builder, layer, input, shapes.inputs().get(i));
      previous = layer.name();
    }
    builder.setOutputs(spec.heads().stream().map(h -> head(builder, h)).toArray(String[]::new));
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    checkOrder(spec, graph);
    graph.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
    return graph;
  }

  private static void add(
      GraphBuilder builder, Layer layer, String input, List<Integer> inputShape) {
    Filter filter = layer.filter();
    if (filter != null) {
      builder.addLayer(layer.name(), convolution(layer, filter, inputShape.get(2)), input);
      return;
    }
    DenseLayer dense =
        new DenseLayer.Builder()
            .nIn(Shapes.size(inputShape))
            .nOut(layer.size())
            .activation(activation(layer.activation()))
            .build();
    if (inputShape.size() == 3) {
      builder.addLayer(layer.name(), dense, flat(inputShape), input);
    } else {
      builder.addLayer(layer.name(), dense, input);
    }
  }

  private static ConvolutionLayer convolution(Layer layer, Filter filter, int channels) {
    return new ConvolutionLayer.Builder(filter.height(), filter.width())
        .stride(filter.stride(), filter.stride())
        .convolutionMode(filter.padded() ? ConvolutionMode.Same : ConvolutionMode.Truncate)
        .dataFormat(CNN2DFormat.NHWC)
        .nIn(channels)
        .nOut(layer.size())
        .activation(activation(layer.activation()))
        .build();
  }

  private static CnnToFeedForwardPreProcessor flat(List<Integer> shape) {
    return new CnnToFeedForwardPreProcessor(
        shape.get(0), shape.get(1), shape.get(2), CNN2DFormat.NHWC);
  }

  /** One number times 0: DL4J has no layer without an input. */
  private static String nothing(GraphBuilder builder, String layer, String from) {
    builder.addVertex(layer + "_one", new SubsetVertex(0, 0), from);
    builder.addVertex(layer + "_nothing", new ScaleVertex(0), layer + "_one");
    return layer + "_nothing";
  }

  private static String head(GraphBuilder builder, List<String> layers) {
    if (layers.size() == 1) {
      return layers.getFirst();
    }
    String name = String.join("_and_", layers);
    builder.addVertex(name, new MergeVertex(), layers.toArray(String[]::new));
    return name;
  }

  private static void checkOrder(NetworkSpec spec, ComputationGraph graph) {
    int next = 0;
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      if (vertex.hasLayer() && !vertex.getVertexName().equals(spec.layers().get(next++).name())) {
        throw new IllegalStateException(
            "network: DL4J puts layer "
                + vertex.getVertexName()
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
