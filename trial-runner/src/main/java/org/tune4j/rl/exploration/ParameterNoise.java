package org.tune4j.rl.exploration;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/**
 * Acts with a policy whose parameters carry noise, the same for a whole episode: Plappert et al.,
 * "Parameter space noise for exploration" (2018). Before each sampling the standard deviation of
 * the noise grows or shrinks by 1 %, so that the noisy policy stays about as far from the true one
 * as the noise of another exploration would take it (appendix C): for discrete actions KL(true ‖
 * noisy) against that of epsilon-greedy, for a Box the root mean square distance of the actions
 * against the standard deviation of action noise. That other exploration chooses the actions.
 *
 * <p>New noise is drawn at the first sampling after an episode began in environment 0; with several
 * environments the others take part in the middle of theirs.
 */
public final class ParameterNoise implements Exploration {
  static final List<String> KEYS = List.of("initial_stddev", "random_timesteps", "sub_exploration");
  private static final double STEP = 1.01;
  private static final double ACTION_STD = 0.2;

  private final Space actions;
  private final Exploration sub;
  private double std;
  private float[] noise = new float[0];
  private float[] perturbed = new float[0];
  private boolean began = true;
  private long lastStep;
  private final Observations seen = new Observations();
  private @Nullable Policy noisy;

  private ParameterNoise(Space actions, Exploration sub, double std) {
    this.actions = actions;
    this.sub = sub;
    this.std = std;
  }

  static ParameterNoise of(Config config, Context context) {
    if (!Bounds.isDiscrete(context.actions())) {
      Bounds.continuous(context.actions(), "ParameterNoise");
    }
    Config sub =
        config.get("sub_exploration") == null
            ? sub(context.actions(), (long) config.getDouble("random_timesteps", 10_000))
            : config.getConfig("sub_exploration");
    return new ParameterNoise(
        context.actions(),
        Explorations.of("exploration_config.sub_exploration", sub, context),
        config.getDouble("initial_stddev", 1));
  }

  /** What explores beside the noise, if nothing else is asked for. */
  private static Config sub(Space actions, long randomSteps) {
    if (actions instanceof Box) {
      return Config.of(Map.of("type", "OrnsteinUhlenbeckNoise", "random_timesteps", randomSteps));
    }
    List<List<Number>> points =
        List.of(List.of(randomSteps + 1, 1.0), List.of(randomSteps + 2, 0.01));
    return Config.of(Map.of("type", "EpsilonGreedy", "epsilon_schedule", points));
  }

  @Override
  public Policy acting(Policy policy, float[] parameters, RandomGenerator random) {
    if (noisy == null) {
      noisy = policy.twin();
    }
    if (perturbed.length != parameters.length) {
      perturbed = new float[parameters.length];
    }
    if (noise.length == parameters.length && seen.count() > 0) {
      adapt(noisy, parameters);
    }
    if (began || noise.length != parameters.length) {
      draw(parameters.length, random);
    }
    perturb(noisy, parameters);
    return new Watched(noisy, seen);
  }

  @Override
  public void begin(int environment) {
    began |= environment == 0;
    sub.begin(environment);
  }

  @Override
  public void choose(
      Distribution distribution,
      float[] outputs,
      long step,
      int environment,
      RandomGenerator random,
      float[] action) {
    lastStep = step;
    sub.choose(distribution, outputs, step, environment, random, action);
  }

  /** The standard deviation of the parameters' noise. */
  @Override
  public double level(long step) {
    return std;
  }

  @Override
  public void save(StateWriter out) {
    out.put("std", std);
    out.put("noise", noise);
    out.put("began", began);
    out.put("last_step", lastStep);
    seen.save(out);
    sub.save(out);
  }

  @Override
  public void restore(StateReader in) {
    std = in.getDouble("std");
    noise = in.getFloats("noise");
    began = in.getBoolean("began");
    lastStep = in.getLong("last_step");
    seen.restore(in);
    sub.restore(in);
  }

  private void draw(int count, RandomGenerator random) {
    noise = new float[count];
    for (int i = 0; i < count; i++) {
      noise[i] = (float) (std * Chance.normal(random));
    }
    began = false;
  }

  private void perturb(Policy into, float[] parameters) {
    for (int i = 0; i < perturbed.length; i++) {
      perturbed[i] = parameters[i] + noise[i];
    }
    into.network().load(perturbed);
  }

  private void adapt(Policy twin, float[] parameters) {
    twin.noise(null);
    twin.network().load(parameters);
    float[][] clean = outputs(twin);
    perturb(twin, parameters);
    double distance = distance(twin.distribution(), clean, outputs(twin));
    std = distance <= target() ? std * STEP : std / STEP;
    seen.clear();
  }

  private float[][] outputs(Policy twin) {
    twin.forward(seen.rows(), seen.count());
    float[][] copy = new float[seen.count()][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = twin.outputs()[i].clone();
    }
    return copy;
  }

  private double distance(Distribution distribution, float[][] clean, float[][] perturbedOutputs) {
    double sum = 0;
    for (int i = 0; i < clean.length; i++) {
      sum +=
          actions instanceof Box
              ? meanSquare(distribution, clean[i], perturbedOutputs[i])
              : distribution.divergence(clean[i], perturbedOutputs[i]);
    }
    return actions instanceof Box ? Math.sqrt(sum / clean.length) : sum / clean.length;
  }

  private static double meanSquare(Distribution distribution, float[] a, float[] b) {
    float[] first = new float[distribution.actionSize()];
    float[] second = new float[first.length];
    distribution.mode(a, first);
    distribution.mode(b, second);
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      double difference = (double) first[i] - second[i];
      sum += difference * difference;
    }
    return sum / first.length;
  }

  private double target() {
    double level = sub.level(lastStep);
    if (actions instanceof Box) {
      return level * (sub instanceof OrnsteinUhlenbeckNoise ou ? ou.sigma() : ACTION_STD);
    }
    return -Math.log(1 - level + level / Bounds.count(actions));
  }
}
