package org.tune4j.rl.algorithm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.env.Environment;
import org.tune4j.rl.env.Environments;
import org.tune4j.rl.env.VectorEnv;
import org.tune4j.rl.exploration.Exploration;
import org.tune4j.rl.preprocess.Encoder;
import org.tune4j.rl.preprocess.ObservationFilter;
import org.tune4j.rl.preprocess.RewardClip;
import org.tune4j.rl.rollout.EpisodeStats;
import org.tune4j.rl.rollout.Sampler;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * What every algorithm stands on in one trial: the environments behind a sampler, the choice of
 * actions, the counters and clocks. Not thread-safe.
 */
public final class Training implements AutoCloseable {
  private final CommonConfig config;
  private final long seed;
  private final Sampler sampler;
  private final Distribution distribution;
  private final Exploration exploration;
  private final SavedRandom actionRandom;
  private final float[][] actions;
  private final int observationSize;
  private final Stopwatch sampleTime = new Stopwatch();
  private final Stopwatch learnTime = new Stopwatch();
  private long sampled;
  private long trained;

  /**
   * Makes and resets the environments.
   *
   * @param trialSeed where all randomness comes from, unless the config has a seed of its own
   */
  public Training(CommonConfig config, long trialSeed) {
    this.config = config;
    seed = config.seed() == null ? trialSeed : config.seed();
    VectorEnv environments = new VectorEnv(environments(config), horizon(config), seed);
    exploration =
        config.exploration(
            new Exploration.Context(environments.actionSpace(), environments.count(), 0, 0));
    distribution = Distribution.over(environments.actionSpace());
    observationSize = new Encoder(environments.observationSpace()).size();
    sampler =
        new Sampler(
            environments,
            ObservationFilter.named(config.observationFilter(), observationSize),
            RewardClip.parse(config.clipRewards()),
            new EpisodeStats(config.metricsNumEpisodesForSmoothing(), environments.count()),
            config.noDoneAtEnd());
    actionRandom = new SavedRandom(seed, "actions", 0);
    actions = new float[environments.count()][environments.actionSpace().size()];
  }

  /** The seed below which an algorithm derives its own streams. */
  public long seed() {
    return seed;
  }

  public Sampler sampler() {
    return sampler;
  }

  public Distribution distribution() {
    return distribution;
  }

  public Exploration exploration() {
    return exploration;
  }

  /** The length of an encoded observation. */
  public int observationSize() {
    return observationSize;
  }

  /** The length of an action. */
  public int actionSize() {
    return actions[0].length;
  }

  /** Environment steps so far. */
  public long sampled() {
    return sampled;
  }

  /** The action of the last step in environment {@code i}. */
  public float[] action(int i) {
    return actions[i];
  }

  /** Chooses an action for each environment and acts: one step in each. */
  public void step(float[][] outputs) {
    for (int i = 0; i < actions.length; i++) {
      if (config.explore()) {
        exploration.choose(distribution, outputs[i], sampled, i, actionRandom, actions[i]);
      } else {
        distribution.mode(outputs[i], actions[i]);
      }
    }
    sampler.step(actions);
    sampled += actions.length;
  }

  /** Counts steps that were learned from; a step that is learned from twice counts twice. */
  public void countTrained(long steps) {
    trained += steps;
  }

  /** Runs while the clock of sampling runs. */
  public void sampling(Runnable action) {
    sampleTime.run(action);
  }

  /** Runs while the clock of learning runs. */
  public void learning(Runnable action) {
    learnTime.run(action);
  }

  /** Begins an iteration of reports. */
  void beginIteration() {
    sampler.episodes().beginIteration();
    sampleTime.reset();
    learnTime.reset();
  }

  void report(Map<String, Object> result, Map<String, Object> info) {
    sampler.episodes().report(result);
    result.put("timesteps_total", sampled);
    info.put("num_steps_sampled", sampled);
    info.put("num_agent_steps_sampled", sampled);
    info.put("num_steps_trained", trained);
    info.put("num_agent_steps_trained", trained);
    result.put(
        "timers",
        Map.of(
            "sample_time_ms",
            sampleTime.milliseconds(),
            "learn_time_ms",
            learnTime.milliseconds()));
  }

  void save(StateWriter out) {
    out.put("sampled", sampled);
    out.put("trained", trained);
    actionRandom.save(out, "action_random");
    sampler.save(out);
  }

  boolean[] restore(StateReader in) {
    sampled = in.getLong("sampled");
    trained = in.getLong("trained");
    actionRandom.restore(in, "action_random");
    return sampler.restore(in);
  }

  @Override
  public void close() {
    sampler.close();
  }

  private static int horizon(CommonConfig config) {
    return config.horizon() == null ? Integer.MAX_VALUE : config.horizon();
  }

  private static List<Environment> environments(CommonConfig config) {
    if (config.env() == null) {
      throw new InvalidInputException(
          new Problem(
              "config: env: must be given",
              null,
              "use one of "
                  + String.join(", ", Environments.names())
                  + ", or the name of a class"));
    }
    List<Environment> made = new ArrayList<>();
    for (int i = 0; i < config.environments(); i++) {
      made.add(Environments.create(config.env(), config.envConfig()));
    }
    return made;
  }
}
