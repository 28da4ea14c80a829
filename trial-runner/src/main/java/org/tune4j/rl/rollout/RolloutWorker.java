package org.tune4j.rl.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.env.Closing;
import org.tune4j.rl.env.EnvContext;
import org.tune4j.rl.env.Environments;
import org.tune4j.rl.env.VectorEnv;
import org.tune4j.rl.exploration.Exploration;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.rl.preprocess.ActionMapping;
import org.tune4j.rl.preprocess.Preprocessor;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.TrialStoppedException;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Json;
import org.tune4j.yaml.Problem;

/**
 * Acts in its own environments with its own policy, and gives out what it has lived through. What
 * it does depends on its requests alone, wherever and whenever it runs. Not thread-safe.
 */
public final class RolloutWorker implements AutoCloseable {
  /** Whoever asks for whole episodes waits for their ends, which some policies never reach. */
  static final int LONGEST_EPISODE = 1_000_000;

  /** So many failed episodes of one environment, one after the other, are no bad luck any more. */
  static final int MOST_FAILED_EPISODES = 100;

  private final RolloutConfig config;
  private final int number;
  private final int workers;
  private final VectorEnv environments;
  private final Observer observer;
  private final ActionMapping mapping;
  private final Exploration exploration;
  private final SavedRandom random;
  private final List<? extends WorkerListener> listeners;
  private final float[][] observations;
  private final float[][] actions;
  private final float[][] environmentActions;
  private final Trajectory[] open;
  private final Episode[] episodes;
  private final long[] given;
  private final float[][] lastRows;
  private Policy policy;
  private float[] parameters = new float[0];
  private boolean keeps = true;

  /**
   * Makes the environments and begins an episode in each.
   *
   * @param number 0 for the trial's own worker, from 1 for the others
   * @param workers how many others there are
   * @param seed the trial's
   */
  public RolloutWorker(
      RolloutConfig config,
      int number,
      int workers,
      PolicyMaker maker,
      List<? extends WorkerListener> listeners,
      long seed) {
    this.config = config;
    this.number = number;
    this.workers = workers;
    this.listeners = listeners;
    int count = config.environments();
    int first = Math.max(0, number - 1) * count;
    environments =
        new VectorEnv(
            i -> Environments.create(config.env(), context(i)),
            new VectorEnv.Shape(count, first, config.horizon(), config.softHorizon()),
            seed);
    try {
      observer = new Observer(environments.observationSpace(), config);
      mapping =
          ActionMapping.of(
              environments.actionSpace(), config.normalizeActions(), config.clipActions());
      policy = maker.make(observer.encoder(), mapping.policySpace());
      exploration =
          Exploration.of(
              config.exploration(),
              new Exploration.Context(mapping.policySpace(), count, number, workers));
    } catch (RuntimeException e) {
      throw Closing.after(e, List.of(environments));
    }
    random = new SavedRandom(seed, "actions", Math.max(0, number - 1));
    observations = new float[count][];
    actions = new float[count][];
    environmentActions = new float[count][environments.actionSpace().size()];
    open = new Trajectory[count];
    lastRows = new float[count][];
    episodes = new Episode[count];
    given = new long[count];
    for (int i = 0; i < count; i++) {
      begin(i, 0);
    }
  }

  /** Which of the trial's environments one of its own is. */
  public EnvContext context(int index) {
    return new EnvContext(config.envConfig(), number, index, workers, false);
  }

  /** Its number: 0 for the trial's own worker, from 1 for the others. */
  public int number() {
    return number;
  }

  /** Its environments. */
  public VectorEnv environments() {
    return environments;
  }

  /** What encodes observations. */
  public Preprocessor encoder() {
    return observer.encoder();
  }

  /** What makes actions of the environment of those of the policy. */
  public ActionMapping mapping() {
    return mapping;
  }

  /** What it acts with. */
  public Policy policy() {
    return policy;
  }

  /** Acts with a policy that somebody else trains, whose parameters need not be handed over. */
  public void share(Policy shared, float[] sharedParameters) {
    policy = shared;
    parameters = sharedParameters;
  }

  /** What is reported of the exploration after so many environment steps. */
  public double explorationLevel(long step) {
    return exploration.level(step);
  }

  /** Does what is asked for. */
  public Sample sample(SampleRequest request) {
    float[] given = request.parameters();
    if (given != null) {
      parameters = given;
      policy.network().load(given);
    }
    if (request.filter() != null) {
      observer.filter().set(request.filter());
    }
    Policy acting = request.explore() ? exploration.acting(policy, parameters, random) : policy;
    Collected collected = new Collected();
    long made =
        request.episodes() > 0
            ? wholeEpisodes(request, acting, collected)
            : steps(request, acting, collected);
    listeners.forEach(listener -> listener.onSampleEnd(this, collected.trajectories));
    return new Sample(
        collected.trajectories,
        collected.episodes,
        made,
        environments.restarts(),
        observer.filter().state(),
        observer.filter().takeSeen());
  }

  private static final class Collected {
    private final List<Trajectory> trajectories = new ArrayList<>();
    private final List<Episode> episodes = new ArrayList<>();
  }

  private long steps(SampleRequest request, Policy acting, Collected collected) {
    keeps = true;
    int stride = environments.count() * Math.max(1, workers);
    for (int i = 0; i < request.steps(); i++) {
      step(acting, request.explore(), request.step() + (long) i * stride, collected);
    }
    if (config.completeEpisodes()) {
      refuseEndless("batch_mode: truncate_episodes, horizon");
    } else {
      cutAll(collected);
    }
    value(acting, collected.trajectories);
    return (long) request.steps() * environments.count();
  }

  /** Each environment plays its share, so that short episodes do not count more. */
  private long wholeEpisodes(SampleRequest request, Policy acting, Collected collected) {
    keeps = false;
    int count = environments.count();
    environments.resetAll();
    int[] left = new int[count];
    int[] failed = new int[count];
    for (int i = 0; i < count; i++) {
      left[i] = request.episodes() / count + (i < request.episodes() % count ? 1 : 0);
      begin(i, episodes[i].number() + 1);
    }
    long made = 0;
    while (Arrays.stream(left).anyMatch(l -> l > 0)) {
      Collected all = new Collected();
      step(acting, request.explore(), request.step() + made, all);
      made += count;
      refuseEndless("horizon");
      refuseFailing(failed);
      for (Episode episode : all.episodes) {
        int i = episode.environment() - firstEnvironment();
        if (left[i]-- > 0) {
          collected.episodes.add(episode);
        }
      }
    }
    return made;
  }

  /** Where every episode fails none is ever collected. */
  private void refuseFailing(int[] failed) {
    for (int i = 0; i < failed.length; i++) {
      RuntimeException failure = environments.failure(i);
      if (failure != null) {
        failed[i]++;
      } else if (environments.ended(i)) {
        failed[i] = 0;
      }
      if (failure != null && failed[i] >= MOST_FAILED_EPISODES) {
        throw new IllegalStateException(
            "env: %s: %d episodes one after the other failed before their end: %s%n"
                    .formatted(config.env(), MOST_FAILED_EPISODES, failure)
                + "  Maybe EnvironmentCheck says what is wrong with it.",
            failure);
      }
    }
  }

  private void refuseEndless(String instead) {
    for (Episode episode : episodes) {
      if (episode.length() >= LONGEST_EPISODE) {
        throw new InvalidInputException(
            new Problem(
                "env: %s: an episode has not ended after %,d steps"
                    .formatted(config.env(), LONGEST_EPISODE),
                null,
                "give " + instead + ", or max_episode_steps in env_config"));
      }
    }
  }

  private int firstEnvironment() {
    return Math.max(0, number - 1) * environments.count();
  }

  private void step(Policy acting, boolean explore, long step, Collected collected) {
    TrialStoppedException.throwIfInterrupted();
    acting.noise(explore ? random : null);
    acting.forward(observations, observations.length);
    Distribution distribution = acting.distribution();
    for (int i = 0; i < actions.length; i++) {
      float[] action = new float[distribution.actionSize()];
      if (explore) {
        exploration.choose(distribution, acting.outputs()[i], step, i, random, action);
      } else {
        distribution.mode(acting.outputs()[i], action);
      }
      actions[i] = action;
      mapping.toEnvironment(action, environmentActions[i]);
    }
    environments.step(environmentActions);
    for (int i = 0; i < actions.length; i++) {
      take(acting, i, collected);
    }
  }

  private void take(Policy acting, int i, Collected collected) {
    boolean ended = environments.ended(i);
    float[] next = observations[i];
    if (!environments.crashed(i)) {
      double value = acting.hasValues() ? acting.value(i) : 0;
      if (keeps) {
        open[i].add(
            observations[i],
            actions[i],
            acting.outputs()[i].clone(),
            value,
            config.rewards().apply(environments.reward(i)));
      }
      episodes[i].step(environments.reward(i));
      next = observer.next(i, environments.lastObservations()[i]);
      for (WorkerListener listener : listeners) {
        listener.onEpisodeStep(this, episodes[i]);
      }
    }
    if (ended) {
      boolean nothingMore = environments.terminated(i) && !config.noDoneAtEnd();
      open[i].close(next, nothingMore, true);
      end(i, collected);
    } else {
      observations[i] = next;
    }
  }

  private void end(int i, Collected collected) {
    Episode episode = episodes[i];
    give(i, collected);
    if (!environments.crashed(i)) {
      listeners.forEach(listener -> listener.onEpisodeEnd(this, episode));
      collected.episodes.add(episode);
    }
    begin(i, episode.number() + 1);
  }

  private void give(int i, Collected collected) {
    Trajectory trajectory = open[i];
    if (keeps) {
      listeners.forEach(l -> l.onPostprocessTrajectory(this, episodes[i], trajectory));
      collected.trajectories.add(trajectory);
    }
  }

  private void begin(int i, long episode) {
    int environment = firstEnvironment() + i;
    observations[i] = observer.first(i, environments.observations()[i]);
    open[i] = new Trajectory(environment, episode, 0);
    episodes[i] = new Episode(environment, episode, given[i]);
    exploration.begin(i);
    listeners.forEach(listener -> listener.onEpisodeStart(this, episodes[i]));
  }

  private void cutAll(Collected collected) {
    for (int i = 0; i < open.length; i++) {
      if (open[i].length() > 0) {
        open[i].close(observations[i], false, false);
        give(i, collected);
        open[i] =
            new Trajectory(
                firstEnvironment() + i, open[i].episode(), open[i].start() + open[i].length());
      }
    }
  }

  /** Estimates what comes after the trajectories that did not end by themselves. */
  private void value(Policy acting, List<Trajectory> trajectories) {
    if (!acting.hasValues()) {
      return;
    }
    for (int from = 0; from < trajectories.size(); from += lastRows.length) {
      int rows = Math.min(lastRows.length, trajectories.size() - from);
      for (int row = 0; row < rows; row++) {
        lastRows[row] = trajectories.get(from + row).next();
      }
      acting.forward(lastRows, rows);
      for (int row = 0; row < rows; row++) {
        Trajectory trajectory = trajectories.get(from + row);
        trajectory.setLastValue(trajectory.terminated() ? 0 : acting.value(row));
      }
    }
  }

  /** Gives environments a task, from their next episode on; -1 means all. */
  public void setTask(int environment, Object task) {
    for (int i = 0; i < environments.count(); i++) {
      if (environment < 0 || environment == i) {
        environments.setTask(i, task);
      }
    }
  }

  /** Does what {@link #setTask} does for the trial: each episode tells how many came before it. */
  public void giveTask(int environment, Object task) {
    setTask(environment, task);
    for (int i = 0; i < given.length; i++) {
      if (environment < 0 || environment == i) {
        given[i]++;
      }
    }
  }

  /** What the last step of an episode led to, as its environment shows it; after a step only. */
  public float[] lastObservation(Episode episode) {
    return environments.lastObservations()[episode.environment() - firstEnvironment()];
  }

  /**
   * Tells its listeners the trial's result.
   *
   * @param result as JSON
   */
  public void tell(String result) {
    Map<String, @Nullable Object> read = Json.readObject(result);
    listeners.forEach(listener -> listener.onResult(this, read));
  }

  public void save(StateWriter out) {
    environments.save(out);
    observer.save(out);
    random.save(out, "action_random");
    exploration.save(out);
    for (int i = 0; i < open.length; i++) {
      out.put("seen", observations[i]);
      open[i].save(out);
      episodes[i].save(out);
      out.put("tasks", given[i]);
    }
    listeners.forEach(listener -> listener.save(out));
  }

  /** Goes on with what was saved; which environments had to begin a new episode. */
  public boolean[] restore(StateReader in) {
    boolean[] fresh = environments.restore(in);
    observer.restore(in);
    random.restore(in, "action_random");
    exploration.restore(in);
    for (int i = 0; i < open.length; i++) {
      observations[i] = in.getFloats("seen");
      open[i] = Trajectory.read(firstEnvironment() + i, in);
      episodes[i] = Episode.read(firstEnvironment() + i, in);
      given[i] = in.getLong("tasks");
    }
    listeners.forEach(listener -> listener.restore(in));
    for (int i = 0; i < open.length; i++) {
      if (fresh[i]) {
        begin(i, episodes[i].number() + 1);
      }
    }
    return fresh;
  }

  @Override
  public void close() {
    environments.close();
  }
}
