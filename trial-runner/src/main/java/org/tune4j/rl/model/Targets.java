package org.tune4j.rl.model;

import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * A target network: a twin of a model's network whose parameters follow the model's, all at once or
 * a little each time (Polyak averaging: Lillicrap et al., "Continuous control with deep
 * reinforcement learning" (2016), section 3). Begins equal to the model. Not thread-safe.
 */
public final class Targets {
  private final Model model;
  private final Network network;
  private final float[] parameters;

  public Targets(Model model) {
    this.model = model;
    network = model.twin();
    parameters = new float[model.parameters().length];
    copy();
  }

  /** The twin that runs the target's parameters. */
  public Network network() {
    return network;
  }

  /** Makes the target equal to the model. */
  public void copy() {
    System.arraycopy(model.parameters(), 0, parameters, 0, parameters.length);
    network.load(parameters);
  }

  /**
   * Moves the target towards the model: target += tau (model - target).
   *
   * @param tau from 0 to 1; 1 copies
   */
  public void mix(double tau) {
    mix(parameters, model.parameters(), (float) tau);
    network.load(parameters);
  }

  private static void mix(float[] target, float[] online, float tau) {
    for (int i = 0; i < target.length; i++) {
      target[i] += tau * (online[i] - target[i]);
    }
  }

  public void save(StateWriter out) {
    out.put("target_parameters", parameters);
  }

  public void restore(StateReader in) {
    in.getFloats("target_parameters", parameters);
    network.load(parameters);
  }
}
