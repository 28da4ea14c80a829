package org.tune4j.rl.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.TrialStoppedException;

/**
 * A network that is being trained: its flat parameters, its optimiser, and the network that runs
 * them. DL4J's graph of it is built when somebody asks for it. Not thread-safe.
 */
public final class Model {
  private final Architecture architecture;
  private final float[] parameters;
  private final float[] gradient;
  private final Network network;
  private final Optimizer optimizer;
  private double gradientNorm;

  private Model(Architecture architecture, Network network, long seed, Optimizer optimizer) {
    this.architecture = architecture;
    this.network = network;
    this.optimizer = optimizer;
    parameters = architecture.initialParameters(seed);
    gradient = new float[parameters.length];
    network.load(parameters);
  }

  /**
   * A model with fresh parameters that trains this very network object: whoever acts with the
   * network sees each step without a copy.
   *
   * @param network one that the architecture made
   * @param seed the trial's, or one derived from it where a trial has several models
   */
  public static Model of(
      Architecture architecture, Network network, long seed, Optimizer optimizer) {
    return new Model(architecture, network, seed, optimizer);
  }

  /**
   * A model with fresh parameters, a network of its own, and Adam.
   *
   * @param seed the trial's
   */
  public static Model dense(NetworkSpec spec, long seed, double adamEpsilon) {
    return of(spec, spec.network(), seed, new Adam(spec.parameterCount(), adamEpsilon));
  }

  public Network network() {
    return network;
  }

  /** Another network of the same shape, to be loaded with parameters of its own. */
  public Network twin() {
    return architecture.network();
  }

  /** The parameters now; not to be changed. */
  public float[] parameters() {
    return parameters;
  }

  /** Replaces all parameters by a copy of these; the optimiser's memory stays. */
  public void set(float[] values) {
    System.arraycopy(values, 0, parameters, 0, parameters.length);
    network.load(parameters);
  }

  /**
   * Goes one step down the gradient of a loss at the last forward pass of the network.
   *
   * @param outputGradients as in {@link Network#backward}
   * @param maximumNorm greater gradients are shrunk to this norm; may be infinite
   */
  public void learn(float[][][] outputGradients, double learningRate, double maximumNorm) {
    gradient(outputGradients);
    apply(learningRate, maximumNorm);
  }

  /**
   * The gradient of a loss at the last forward pass of the network, as {@link #apply} will use it.
   *
   * @param outputGradients as in {@link Network#backward}
   * @return the model's own array, overwritten by the next call; may be changed
   */
  public float[] gradient(float[][][] outputGradients) {
    gradient(network, outputGradients, gradient);
    return gradient;
  }

  /**
   * The gradient of a loss at the last forward pass of a network of this architecture, with that of
   * a custom model's own loss.
   *
   * @param other this model's network, or a {@link #twin} with parameters of its own
   * @param outputGradients as in {@link Network#backward}; a custom model may add to them
   * @param into overwritten
   */
  public void gradient(Network other, float[][][] outputGradients, float[] into) {
    if (architecture instanceof CustomNetwork custom) {
      float[][][] outputs = new float[other.heads()][][];
      Arrays.setAll(outputs, other::output);
      custom.model().addLoss(outputs, outputGradients, other.rows());
    }
    other.backward(outputGradients, into);
  }

  /** What a custom model says about the last step; nothing for others. */
  public Map<String, Double> metrics() {
    return architecture instanceof CustomNetwork custom ? custom.model().metrics() : Map.of();
  }

  /**
   * Goes one step down the last {@link #gradient}, as it is now.
   *
   * @param maximumNorm greater gradients are shrunk to this norm; may be infinite
   * @throws TrialStoppedException when the trial was told to end: all learning comes by here
   */
  public void apply(double learningRate, double maximumNorm) {
    TrialStoppedException.throwIfInterrupted();
    gradientNorm = Gradients.clip(gradient, maximumNorm);
    optimizer.step(parameters, gradient, learningRate);
    network.load(parameters);
  }

  /**
   * Goes one step down a gradient that was computed elsewhere.
   *
   * @param given as long as the parameters; left as it is
   * @param maximumNorm greater gradients are shrunk to this norm; may be infinite
   */
  public void apply(float[] given, double learningRate, double maximumNorm) {
    System.arraycopy(given, 0, gradient, 0, gradient.length);
    apply(learningRate, maximumNorm);
  }

  /** The norm of the last gradient, before it was clipped. */
  public double gradientNorm() {
    return gradientNorm;
  }

  /** DL4J's graph with the parameters as they are now. */
  public ComputationGraph graph() {
    return architecture.graph(parameters);
  }

  /** Writes the graph as {@code ComputationGraph.load} reads it. */
  public void writeGraph(Path file) throws IOException {
    graph().save(file.toFile());
  }

  public void save(StateWriter out) {
    out.put("parameters", parameters);
    optimizer.save(out);
  }

  public void restore(StateReader in) {
    in.getFloats("parameters", parameters);
    network.load(parameters);
    optimizer.restore(in);
  }
}
