package org.tune4j.rl.algorithm;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.rollout.AdvantageBatch;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.SavedRandom;

/** Made-up experience for tests of losses and learners. */
public final class Rows {
  private Rows() {}

  /** A trajectory of that length, acted by a network with the heads policy and value. */
  public static Trajectory trajectory(
      Network network, Distribution distribution, int length, boolean terminated) {
    RandomGenerator random = new SavedRandom(7, "rows", 0);
    Trajectory trajectory = new Trajectory(0, 0, 0);
    for (int i = 0; i < length; i++) {
      float[] observation = observation(random, network.inputs());
      network.forward(new float[][] {observation}, 1);
      float[] outputs = network.output(0)[0].clone();
      float[] action = new float[distribution.actionSize()];
      distribution.sample(outputs, random, action);
      double value = network.output(1)[0][0];
      trajectory.add(observation, action, outputs, value, random.nextDouble());
    }
    float[] next = observation(random, network.inputs());
    trajectory.close(next, terminated, terminated);
    network.forward(new float[][] {next}, 1);
    trajectory.setLastValue(terminated ? 0 : network.output(1)[0][0]);
    return trajectory;
  }

  /** The same, with advantages by GAE. */
  public static AdvantageBatch batch(Network network, Distribution distribution, int length) {
    return AdvantageBatch.of(
        List.of(trajectory(network, distribution, length, true)),
        new AdvantageBatch.Estimator(0.9, 0.8, true, true),
        distribution);
  }

  private static float[] observation(RandomGenerator random, int size) {
    float[] observation = new float[size];
    for (int i = 0; i < size; i++) {
      observation[i] = (float) random.nextGaussian();
    }
    return observation;
  }

  /** The slope of a function of an array at one element. */
  public static double slope(
      java.util.function.ToDoubleFunction<float[]> function, float[] at, int i) {
    float step = 0.01f;
    float[] up = at.clone();
    float[] down = at.clone();
    up[i] += step;
    down[i] -= step;
    return (function.applyAsDouble(up) - function.applyAsDouble(down)) / (up[i] - down[i]);
  }
}
