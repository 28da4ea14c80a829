package org.tune4j.rl.rollout;

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
import org.tune4j.rl.rollout.OpenEpisodes.Collected;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.TrialStoppedException;
import org.tune4j.yaml.Json;

/**
 * Acts in its own environments with its own policy, and gives out what it has lived through. What
 * it does depends on its requests alone, wherever and whenever it runs. Not thread-safe.
 */
public final class RolloutWorker implements AutoCloseable {
  private final RolloutConfig config;
  private final int number;
  private final int workers;
  private final VectorEnv environments;
  private final Observer observer;
  private final ActionMapping mapping;
  private final Exploration exploration;
  private final SavedRandom random;
  private final List<? extends WorkerListener> listeners;
  private final OpenEpisodes open;
  private final float[][] actions;
  private final float[][] environmentActions;
  private Policy policy;
  private float[] parameters = new float[0];

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
    actions = new float[count][];
    environmentActions = new float[count][environments.actionSpace().size()];
    open = new OpenEpisodes(this, config, firstEnvironment(), observer, exploration, listeners);
    open.begin();
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
    listeners.forEach(listener -> listener.onSampleEnd(this, collected.trajectories()));
    return new Sample(
        collected.trajectories(),
        collected.episodes(),
        made,
        environments.restarts(),
        observer.filter().state(),
        observer.filter().takeSeen());
  }

  private long steps(SampleRequest request, Policy acting, Collected collected) {
    open.keep(true);
    int stride = environments.count() * Math.max(1, workers);
    for (int i = 0; i < request.steps(); i++) {
      step(acting, request.explore(), request.step() + (long) i * stride, collected);
    }
    if (config.completeEpisodes()) {
      open.refuseEndless("batch_mode: truncate_episodes, horizon");
    } else {
      open.cutAll(collected);
    }
    open.value(acting, collected.trajectories());
    return (long) request.steps() * environments.count();
  }

  /** Each environment plays its share, so that short episodes do not count more. */
  private long wholeEpisodes(SampleRequest request, Policy acting, Collected collected) {
    open.keep(false);
    int count = environments.count();
    int[] left = new int[count];
    for (int i = 0; i < count; i++) {
      left[i] = request.episodes() / count + (i < request.episodes() % count ? 1 : 0);
    }
    environments.resetAll();
    open.beginAnew();
    long made = 0;
    while (Arrays.stream(left).anyMatch(l -> l > 0)) {
      Collected all = new Collected();
      step(acting, request.explore(), request.step() + made, all);
      made += count;
      open.refuseEndless("horizon");
      open.refuseFailing();
      for (Episode episode : all.episodes()) {
        int i = episode.environment() - firstEnvironment();
        if (left[i]-- > 0) {
          collected.episodes().add(episode);
        }
      }
    }
    return made;
  }

  private int firstEnvironment() {
    return Math.max(0, number - 1) * environments.count();
  }

  private void step(Policy acting, boolean explore, long step, Collected collected) {
    TrialStoppedException.throwIfInterrupted();
    acting.noise(explore ? random : null);
    acting.forward(open.observations(), actions.length);
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
      open.take(acting, i, actions[i], collected);
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
    open.countTask(environment);
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
    open.save(out);
    listeners.forEach(listener -> listener.save(out));
  }

  /** Goes on with what was saved; which environments had to begin a new episode. */
  public boolean[] restore(StateReader in) {
    boolean[] fresh = environments.restore(in);
    observer.restore(in);
    random.restore(in, "action_random");
    exploration.restore(in);
    open.restore(in);
    listeners.forEach(listener -> listener.restore(in));
    open.beginWhere(fresh);
    return fresh;
  }

  @Override
  public void close() {
    environments.close();
  }
}
