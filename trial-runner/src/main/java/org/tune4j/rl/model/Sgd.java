package org.tune4j.rl.model;

import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Plain gradient descent. It remembers nothing. */
public final class Sgd implements Optimizer {
  @Override
  public void step(float[] parameters, float[] gradient, double rate) {
    float scale = (float) rate;
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] -= scale * gradient[i];
    }
  }

  @Override
  public void save(StateWriter out) {}

  @Override
  public void restore(StateReader in) {}
}
