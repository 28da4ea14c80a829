package org.tune4j.rl.model;

import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** A rule that moves a flat parameter vector against gradients of a loss. Not thread-safe. */
public interface Optimizer {

  /**
   * Moves the parameters one step.
   *
   * @param gradient as long as the parameters; left as it is
   * @param rate the learning rate
   */
  void step(float[] parameters, float[] gradient, double rate);

  void save(StateWriter out);

  void restore(StateReader in);

  /** Makes optimisers. */
  interface Factory {
    /** One for so many parameters. */
    Optimizer of(int parameters);
  }
}
