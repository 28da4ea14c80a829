package org.tune4j.rl.model;

import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A network that a user builds with DL4J, named by its class in {@code model.custom_model}: a
 * public class with a public constructor without parameters. One object serves one model of one
 * trial.
 */
public interface CustomModel {

  /**
   * The graph with fresh parameters, drawn below the context's seed. It has one input, a batch of
   * observations (an image as [rows, height, width, channels]), and two outputs: the policy's
   * numbers, and one value. Its outputs are plain layers without a loss, such as {@code DenseLayer}
   * with the identity as activation. None drops out, adds noise or normalises by the batch: what
   * acts must be what learns. A network that is not to share layers builds two branches.
   */
  ComputationGraph build(ModelContext context);

  /**
   * Adds the gradient of a loss of its own to that of the algorithm's, before each step of
   * learning.
   *
   * @param outputs for each output one row per observation of the batch
   * @param outputGradients the loss's gradient with respect to them: to be added to
   * @param rows how many rows of both count
   */
  default void addLoss(float[][][] outputs, float[][][] outputGradients, int rows) {}

  /** Numbers of the last step of learning, for the results. */
  default Map<String, Double> metrics() {
    return Map.of();
  }
}
