package org.tune4j.rl.algorithm.ddpg;

import org.tune4j.rl.model.Activation;
import org.tune4j.rl.space.Box;

/**
 * What an actor's outputs mean in a space of actions: where all bounds are finite they lie between
 * -1 and 1 and are stretched to the bounds; otherwise they are the action.
 */
final class ActionRange {
  private final Box actions;
  private final boolean bounded;
  private final double[] middle;
  private final double[] half;

  ActionRange(Box actions) {
    this.actions = actions;
    int n = actions.size();
    middle = new double[n];
    half = new double[n];
    boolean all = true;
    for (int i = 0; i < n; i++) {
      middle[i] = 0.5 * ((double) actions.high(i) + actions.low(i));
      half[i] = 0.5 * ((double) actions.high(i) - actions.low(i));
      all &= half[i] < Double.POSITIVE_INFINITY;
    }
    bounded = all;
  }

  Box actions() {
    return actions;
  }

  /** What the actor's last layer is to have. */
  Activation activation() {
    return bounded ? Activation.TANH : Activation.LINEAR;
  }

  /** Writes the action that some outputs mean. */
  void act(float[] outputs, float[] action) {
    for (int i = 0; i < half.length; i++) {
      float stretched = bounded ? (float) (middle[i] + half[i] * outputs[i]) : outputs[i];
      action[i] = Math.clamp(stretched, actions.low(i), actions.high(i));
    }
  }

  /** Turns a derivative with respect to the action into that with respect to the outputs. */
  void gradient(float[] byAction, float[] byOutput) {
    for (int i = 0; i < half.length; i++) {
      byOutput[i] = bounded ? (float) (half[i] * byAction[i]) : byAction[i];
    }
  }

  /** Adds noise to an action, held within the bounds. */
  void move(float[] action, int i, double noise) {
    action[i] = Math.clamp((float) (action[i] + noise), actions.low(i), actions.high(i));
  }
}
