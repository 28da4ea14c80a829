package org.tune4j.rl.model;

import org.deeplearning4j.nn.graph.ComputationGraph;

/** What networks of one shape are made from. */
public sealed interface Architecture permits NetworkSpec, NoisySpec, CustomNetwork {
  /** A network of this shape; all parameters are 0 until they are loaded. */
  Network network();

  /** The length of the flat parameter vector. */
  int parameterCount();

  /**
   * Fresh parameters.
   *
   * @param seed the trial's, or one derived from it where a trial has several models
   */
  float[] initialParameters(long seed);

  /** DL4J's graph with a copy of these parameters. */
  ComputationGraph graph(float[] parameters);
}
