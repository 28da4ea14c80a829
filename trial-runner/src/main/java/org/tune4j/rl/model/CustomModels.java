package org.tune4j.rl.model;

import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.plugin.OwnClass;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** Makes networks that users build. */
public final class CustomModels {
  private CustomModels() {}

  /**
   * The network that a class builds.
   *
   * @throws InvalidInputException when there is no such class, or its graph has other outputs than
   *     a policy and a value
   */
  public static Architecture create(String name, ModelContext context) {
    CustomModel custom = OwnClass.of(CustomModel.class).make("model: custom_model", name);
    ComputationGraph graph = custom.build(context);
    graph.init();
    if (graph.getNumInputArrays() != 1 || graph.getNumOutputArrays() != 2) {
      throw problem(
          name,
          "its graph must have one input and two outputs, policy and value ("
              + graph.getNumInputArrays()
              + " and "
              + graph.getNumOutputArrays()
              + ")",
          null);
    }
    refuseNoise(name, graph);
    CustomNetwork network = new CustomNetwork(custom, context, graph);
    check(name, context, network.network());
    return network;
  }

  /** Who acts and who learns run the same graph: it must say the same both times. */
  private static void refuseNoise(String name, ComputationGraph graph) {
    for (var layer : graph.getLayers()) {
      Layer conf = layer.conf().getLayer();
      boolean noisy =
          conf.getIDropout() != null
              || conf instanceof BatchNormalization
              || (conf instanceof BaseLayer base && base.getWeightNoise() != null);
      if (noisy) {
        throw problem(
            name,
            "its layer "
                + conf.getLayerName()
                + " must do the same in every pass: no dropout, no batch normalisation, no noise on"
                + " weights",
            "use layer normalisation (DenseLayer.Builder.hasLayerNorm)");
      }
    }
  }

  /** Runs the graph once: what is wrong with it shows here, not in the middle of a trial. */
  private static void check(String name, ModelContext context, Network network) {
    try {
      network.forward(new float[1][context.inputs()], 1);
    } catch (RuntimeException e) {
      throw problem(
          name, "its graph does not run on observations of " + context.shape() + ": " + e, null);
    }
    int policy = network.output(0)[0].length;
    int value = network.output(1)[0].length;
    if (policy != context.outputs() || value != 1) {
      throw problem(
          name,
          "its outputs must have "
              + context.outputs()
              + " numbers and 1 ("
              + policy
              + " and "
              + value
              + ")",
          "use ModelContext.outputs for the first output");
    }
  }

  private static InvalidInputException problem(
      String name, String message, @Nullable String maybe) {
    return new InvalidInputException(
        new Problem("model: custom_model: " + name + ": " + message, null, maybe));
  }
}
