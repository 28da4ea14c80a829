package org.tune4j.rl.model;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * A network that is being trained: its parameters, its optimiser and what runs it. The flat
 * parameter vector is the truth; DL4J's graph of the same shape is what users get. Not thread-safe.
 */
public final class Model {
  private final NetworkSpec spec;
  private final float[] parameters;
  private final float[] gradient;
  private final Network network;
  private final Adam adam;
  private double gradientNorm;

  /**
   * A network with fresh parameters.
   *
   * @param seed the trial's
   */
  public Model(NetworkSpec spec, long seed, double adamEpsilon) {
    this.spec = spec;
    parameters = spec.initialParameters(seed);
    gradient = new float[parameters.length];
    network = new DenseNetwork(spec);
    network.load(parameters);
    adam = new Adam(parameters.length, adamEpsilon);
  }

  public Network network() {
    return network;
  }

  /** A network of the same shape with parameters of its own. */
  public Network twin() {
    return new DenseNetwork(spec);
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

  /** A DL4J graph with a copy of the parameters. */
  public ComputationGraph graph() {
    return Graphs.build(spec, parameters);
  }

  /** Writes the graph as DL4J reads it. */
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
