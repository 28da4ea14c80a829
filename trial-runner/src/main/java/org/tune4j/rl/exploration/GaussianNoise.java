package org.tune4j.rl.exploration;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.space.Box;
import org.tune4j.space.Config;

/**
 * The best action and noise from a normal distribution, within the bounds.
 *
 * @param actions the space that the policy acts in
 * @param randomSteps how many environment steps at the beginning are drawn uniformly instead
 * @param std the standard deviation of the noise before it is scaled
 * @param scale what it is multiplied by
 */
public record GaussianNoise(Box actions, long randomSteps, double std, Schedule scale)
    implements Exploration {
  static final List<String> KEYS =
      List.of(
          "random_timesteps",
          "stddev",
          "initial_scale",
          "final_scale",
          "scale_timesteps",
          "scale_schedule");

  static GaussianNoise of(Config config, Context context) {
    return of(config, Bounds.continuous(context.actions(), "GaussianNoise"), scale(config));
  }

  static GaussianNoise perWorker(Config config, Context context) {
    return of(
        config,
        Bounds.continuous(context.actions(), "PerWorkerGaussianNoise"),
        PerWorker.scale(context, scale(config)));
  }

  private static GaussianNoise of(Config config, Box actions, Schedule scale) {
    return new GaussianNoise(actions, randomSteps(config), config.getDouble("stddev", 0.1), scale);
  }

  /** Of noise, which waits until the random steps are over. */
  static Schedule scale(Config config) {
    if (config.get("scale_schedule") != null) {
      return Schedule.parse(config.get("scale_schedule"), 1);
    }
    return Schedule.after(
        randomSteps(config),
        config.getDouble("initial_scale", 1),
        config.getDouble("final_scale", 0.02),
        (long) config.getDouble("scale_timesteps", 10_000));
  }

  static long randomSteps(Config config) {
    return (long) config.getDouble("random_timesteps", 1000);
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
    double spread = scale.at(step) * std;
    for (int i = 0; i < actions.size(); i++) {
      Bounds.add(action, i, spread * Chance.normal(random), actions);
    }
  }

  @Override
  public double level(long step) {
    return scale.at(step);
  }
}
