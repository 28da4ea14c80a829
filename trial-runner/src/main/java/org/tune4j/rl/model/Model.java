package org.tune4j.rl.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * A network that is being trained: DL4J's graph, its flat parameters, its optimiser, and what runs
 * it. Not thread-safe.
 */
public final class Model {
  private final ComputationGraph graph;
  private final float[] parameters;
  private final float[] gradient;
  private final Network network;
  private final Supplier<Network> twins;
  private final Adam adam;
  private double gradientNorm;

  private Model(
      ComputationGraph graph, float[] parameters, Supplier<Network> networks, double adamEpsilon) {
    this.graph = graph;
    this.parameters = parameters;
    this.twins = networks;
    gradient = new float[parameters.length];
    network = networks.get();
    network.load(parameters);
    adam = new Adam(parameters.length, adamEpsilon);
  }

  /**
   * A network of dense layers with fresh parameters, built by DL4J and run by the lean path.
   *
   * @param seed the trial's
   */
  public static Model dense(NetworkSpec spec, long seed, double adamEpsilon) {
    float[] parameters = spec.initialParameters(seed);
    return new Model(
        Graphs.build(spec, parameters), parameters, () -> new DenseNetwork(spec), adamEpsilon);
  }

  /** Any graph with the parameters that it has, run by DL4J. */
  public static Model general(ComputationGraph graph, double adamEpsilon) {
    return new Model(
        graph, graph.params().toFloatVector(), () -> new GraphNetwork(graph.clone()), adamEpsilon);
  }

  public Network network() {
    return network;
  }

  /** Another network of the same shape, to be loaded with parameters of its own. */
  public Network twin() {
    return twins.get();
  }

  /** The parameters now; not to be changed. */
  public float[] parameters() {
    return parameters;
  }

  /**
   * Goes one step down the gradient of a loss at the last forward pass of the network.
   *
   * @param outputGradients as in {@link Network#backward}
   * @param maximumNorm greater gradients are shrunk to this norm; may be infinite
   */
  public void learn(float[][][] outputGradients, double learningRate, double maximumNorm) {
    network.backward(outputGradients, gradient);
    gradientNorm = Gradients.clip(gradient, maximumNorm);
    adam.step(parameters, gradient, learningRate);
    network.load(parameters);
  }

  /** The norm of the last gradient, before it was clipped. */
  public double gradientNorm() {
    return gradientNorm;
  }

  /** DL4J's graph with the parameters as they are now. */
  public ComputationGraph graph() {
    graph.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
    return graph;
  }

  /** Writes the graph as {@code ComputationGraph.load} reads it. */
  public void writeGraph(Path file) throws IOException {
    graph().save(file.toFile());
  }

  public void save(StateWriter out) {
    out.put("parameters", parameters);
    adam.save(out);
  }

  public void restore(StateReader in) {
    in.getFloats("parameters", parameters);
    network.load(parameters);
    adam.restore(in);
  }
}
