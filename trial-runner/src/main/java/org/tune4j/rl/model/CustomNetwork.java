package org.tune4j.rl.model;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The network that a {@link CustomModel} builds, run by DL4J.
 *
 * @param model who builds it
 * @param context what for
 * @param built one of its graphs
 */
record CustomNetwork(CustomModel model, ModelContext context, ComputationGraph built)
    implements Architecture {

  @Override
  public Network network() {
    return new GraphNetwork(built.clone(), context.shape());
  }

  @Override
  public int parameterCount() {
    return Math.toIntExact(built.numParams());
  }

  @Override
  public float[] initialParameters(long seed) {
    if (seed == context.seed()) {
      return built.params().toFloatVector();
    }
    ComputationGraph fresh =
        model.build(new ModelContext(seed, context.shape(), context.outputs(), context.config()));
    fresh.init();
    return fresh.params().toFloatVector();
  }

  @Override
  public ComputationGraph graph(float[] parameters) {
    ComputationGraph graph = built.clone();
    graph.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
    return graph;
  }
}
