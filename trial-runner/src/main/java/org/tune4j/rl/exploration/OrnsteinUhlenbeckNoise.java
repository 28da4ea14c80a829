package org.tune4j.rl.exploration;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/**
 * The best action and noise that goes on from step to step, within the bounds: Lillicrap et al.,
 * "Continuous control with deep reinforcement learning" (2016), section 7. In each step the state x
 * of the noise becomes x - theta · x + sigma · N(0, 1); the noise is x times the scale, the base
 * scale and the width of the action's range, which counts as 1 where there are no bounds. Each
 * environment has a state of its own, which is 0 when an episode begins.
 */
public final class OrnsteinUhlenbeckNoise implements Exploration {
  static final List<String> KEYS =
      List.of(
          "random_timesteps",
          "ou_theta",
          "ou_sigma",
          "ou_base_scale",
          "initial_scale",
          "final_scale",
          "scale_timesteps",
          "scale_schedule");

  private final Box actions;
  private final long randomSteps;
  private final double theta;
  private final double sigma;
  private final double baseScale;
  private final Schedule scale;
  private final double[][] states;

  private OrnsteinUhlenbeckNoise(Config config, Context context, String type, Schedule scale) {
    actions = Bounds.continuous(context.actions(), type);
    randomSteps = GaussianNoise.randomSteps(config);
    theta = config.getDouble("ou_theta", 0.15);
    sigma = config.getDouble("ou_sigma", 0.2);
    baseScale = config.getDouble("ou_base_scale", 0.1);
    this.scale = scale;
    states = new double[context.environments()][actions.size()];
  }

  static OrnsteinUhlenbeckNoise of(Config config, Context context) {
    return new OrnsteinUhlenbeckNoise(
        config, context, "OrnsteinUhlenbeckNoise", GaussianNoise.scale(config));
  }

  static OrnsteinUhlenbeckNoise perWorker(Config config, Context context) {
    return new OrnsteinUhlenbeckNoise(
        config,
        context,
        "PerWorkerOrnsteinUhlenbeckNoise",
        PerWorker.scale(context, GaussianNoise.scale(config)));
  }

  /** The standard deviation of what is added to the noise in one step. */
  double sigma() {
    return sigma;
  }

  @Override
  public void begin(int environment) {
    Arrays.fill(states[environment], 0);
  }

  @Override
  public void choose(
      Distribution distribution,
      float[] outputs,
      long step,
      int environment,
      RandomGenerator random,
      float[] action) {
    if (step < randomSteps) {
      distribution.uniform(outputs, random, action);
      return;
    }
    distribution.mode(outputs, action);
    double[] x = states[environment];
    double factor = scale.at(step) * baseScale;
    for (int i = 0; i < x.length; i++) {
      x[i] += -theta * x[i] + sigma * Chance.normal(random);
      Bounds.add(action, i, factor * x[i] * Bounds.width(actions, i), actions);
    }
  }

  @Override
  public double level(long step) {
    return scale.at(step);
  }

  @Override
  public void save(StateWriter out) {
    for (double[] state : states) {
      out.put("noise", state);
    }
  }

  @Override
  public void restore(StateReader in) {
    for (double[] state : states) {
      System.arraycopy(in.getDoubles("noise"), 0, state, 0, state.length);
    }
  }
}
