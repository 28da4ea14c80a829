package org.tune4j.rl.algorithm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.callback.CallbackList;
import org.tune4j.rl.env.Closing;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.offline.RowFormat;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.preprocess.FilterState;
import org.tune4j.rl.preprocess.Preprocessor;
import org.tune4j.rl.preprocess.RewardClip;
import org.tune4j.rl.replay.Experience;
import org.tune4j.rl.replay.ReplayConfig;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.rl.rollout.Sample;
import org.tune4j.rl.rollout.SampleRequest;
import org.tune4j.rl.rollout.TrainBatch;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.rollout.Workers;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Config;

/**
 * What every algorithm stands on in one trial: the workers that sample, the policy that it trains,
 * the counters and clocks. Not thread-safe.
 */
public final class Training implements AutoCloseable {
  private final CommonConfig config;
  private final long seed;
  private final Workers workers;
  private final List<RolloutWorker> local;
  private final boolean shares;
  private final Policy policy;
  private final Preprocessor encoder;
  private final CallbackList callbacks;
  private final Map<String, Object> learnResult = new LinkedHashMap<>();
  private final CountedEpisodes episodes;
  private final OfflineData data;
  private final Requests requests;
  private FilterState filter;
  private float[] parameters = new float[0];
  private final Stopwatch sampleTime = new Stopwatch();
  private final Stopwatch learnTime = new Stopwatch();
  private LongFunction<Double> explorationLevel = step -> 0.0;
  private long sampled;
  private long trained;

  /**
   * Makes the workers and their environments.
   *
   * @param resolved the config of the trial
   * @param context where it runs, and the seed of all randomness unless the config has its own
   */
  Training(AlgorithmKind kind, Config resolved, TrialContext context) {
    config = Binding.bind(CommonConfig.class, resolved);
    seed = config.seed() == null ? context.seed() : config.seed();
    Crew crew = Crew.of(new WorkerMaker(kind, resolved, seed), context);
    workers = crew.workers();
    local = crew.local();
    shares = crew.shares();
    try {
      RolloutWorker first = crew.first();
      encoder = first.encoder();
      policy = shares ? first.policy() : first.policy().twin();
      explorationLevel = first::explorationLevel;
      callbacks = CallbackList.of(resolved);
      episodes = new CountedEpisodes(config.metricsNumEpisodesForSmoothing(), environments());
      filter = FilterState.empty(encoder.size());
      requests = new Requests(workers);
      OfflineConfig offline = Binding.bind(OfflineConfig.class, resolved);
      data = new OfflineData(offline, config, format(offline, first), policy, seed);
      String trial = context.trialId() + "-" + context.attempt();
      data.record(trial, workers.count(), config, seed);
    } catch (RuntimeException e) {
      throw Closing.after(e, List.of(workers));
    }
  }

  private RowFormat format(OfflineConfig offline, RolloutWorker worker) {
    return new RowFormat(
        encoder,
        worker.environments().observationSpace(),
        worker.mapping(),
        offline.actionsInInputNormalized(),
        RewardClip.parse(config.clipRewards()),
        config.noDoneAtEnd());
  }

  /** The seed below which an algorithm derives its own streams. */
  public long seed() {
    return seed;
  }

  /** What is trained. Whoever trains its very network makes the workers see each step. */
  public Policy policy() {
    return policy;
  }

  /** What the rows that networks see are made of. */
  public Preprocessor encoder() {
    return encoder;
  }

  /** The length of an encoded observation. */
  public int observationSize() {
    return encoder.size();
  }

  /** The length of an action. */
  public int actionSize() {
    return policy.distribution().actionSize();
  }

  /** How many environments all workers have together. */
  public int environments() {
    return workers.count() * config.numEnvsPerWorker();
  }

  /**
   * What an algorithm that replays has lived through: nothing yet.
   *
   * @param resolved the config of the trial
   */
  public Experience experience(Config resolved) {
    return new Experience(
        Binding.bind(ReplayConfig.class, resolved),
        environments(),
        observationSize(),
        actionSize(),
        config.rolloutFragmentLength() * environments(),
        seed);
  }

  /** How many workers there are, at least 1. */
  public int workerCount() {
    return workers.count();
  }

  /** Hears what happens in the trial. */
  CallbackList callbacks() {
    return callbacks;
  }

  /** Environments of each worker. */
  int environmentsPerWorker() {
    return config.numEnvsPerWorker();
  }

  /**
   * Gives environments of a worker a task, from their next episode on.
   *
   * @param environment which of the worker's, from 0; -1 means all
   */
  void setTask(int worker, int environment, Object task) {
    workers.setTask(worker, environment, task);
    for (int i = 0; i < environmentsPerWorker(); i++) {
      if (environment < 0 || environment == i) {
        episodes.given(worker * environmentsPerWorker() + i);
      }
    }
  }

  /** Tells the listeners of all workers a result, as JSON. */
  void tell(String result) {
    for (int i = 0; i < workers.count(); i++) {
      workers.tell(i, result);
    }
  }

  /** From now on the means are of those episodes alone that began after their last task. */
  void forgetEpisodes() {
    episodes.forget();
  }

  /** How many episodes counted since they were forgotten last, in the window or not. */
  long episodesCounted() {
    return episodes.sinceForgotten();
  }

  /** The statistics of all observations so far. */
  public FilterState filter() {
    return filter;
  }

  /** Environment steps so far. */
  public long sampled() {
    return sampled;
  }

  /** What the exploration reports now: epsilon, a scale, a temperature. */
  public double explorationLevel() {
    return explorationLevel.apply(sampled);
  }

  /**
   * From now on the workers act with this model of {@link #policy}, as it is when they are asked.
   */
  public void actWith(Model model) {
    parameters = model.parameters();
    if (shares) {
      local.forEach(worker -> worker.share(policy, parameters));
    }
  }

  /** The parameters that workers act with, as they are now; not to be changed. */
  public float[] parameters() {
    return parameters;
  }

  /** Whether anything recorded is learned from. */
  public boolean readsInput() {
    return data.reads();
  }

  /**
   * What is learned from next: one fragment of every worker, in their order, or as many recorded
   * steps at least, where {@code input} says so.
   */
  public List<Trajectory> sample() {
    List<Trajectory> recorded = data.read(config.rolloutFragmentLength() * environments());
    if (recorded.isEmpty()) {
      return sampleWorkers();
    }
    sampled += recorded.stream().mapToInt(Trajectory::length).sum();
    if (data.simulates()) {
      simulate();
    }
    return recorded;
  }

  private List<Trajectory> sampleWorkers() {
    for (int i = 0; i < workers.count(); i++) {
      request(i);
    }
    List<Trajectory> all = new ArrayList<>();
    for (int i = 0; i < workers.count(); i++) {
      all.addAll(take(i).trajectories());
    }
    return all;
  }

  /** Lets the workers act only to see how well the policy does. */
  private void simulate() {
    for (int i = 0; i < workers.count(); i++) {
      request(i);
    }
    for (int i = 0; i < workers.count(); i++) {
      requests.take(i).episodes().forEach(episodes::add);
    }
  }

  /** Asks a worker for one fragment with the parameters as they are now. */
  public void request(int worker) {
    request(worker, shares ? null : parameters.clone());
  }

  /**
   * Asks a worker for one fragment.
   *
   * @param acting what to act with, never to be changed again; {@code null}: the very parameters
   *     that are trained, which the worker shares
   */
  public void request(int worker, float @Nullable [] acting) {
    request(
        worker,
        new SampleRequest(
            acting, sharedFilter(), config.rolloutFragmentLength(), 0, config.explore(), sampled));
  }

  /** Asks a worker for anything. */
  public void request(int worker, SampleRequest request) {
    requests.request(worker, request);
  }

  /** Waits for the answer to a worker's oldest request, and counts it. */
  public Sample take(int worker) {
    Sample sample = takeForeign(worker);
    data.write(worker, sample.trajectories());
    sample.episodes().forEach(episodes::add);
    return sample;
  }

  /**
   * Waits for the answer to a worker's oldest request, and counts it, but for its episodes: those
   * of somebody else than the policy.
   */
  public Sample takeForeign(int worker) {
    Sample sample = requests.take(worker);
    sampled += sample.steps();
    filter = synchronises() ? filter.merge(sample.seen()) : sample.filter();
    return sample;
  }

  /** Reports the means of the last so many episodes from now on. */
  public void showEpisodes(int count) {
    episodes.setWindow(count);
  }

  /** What all workers have to go on with; {@code null} when each has statistics of its own. */
  public @Nullable FilterState sharedFilter() {
    return synchronises() ? filter : null;
  }

  private boolean synchronises() {
    return workers.count() > 1 && config.synchronizeFilters();
  }

  /**
   * To be called with each batch right before it is learned from: whoever listens may change it, by
   * other rows in the place of those that it has, which may be shared.
   */
  public void learnOn(TrainBatch batch) {
    callbacks.onLearnOnBatch(policy, batch, learnResult);
  }

  /** What callbacks said of the batches of this iteration. */
  Map<String, Object> learnResult() {
    return new LinkedHashMap<>(learnResult);
  }

  /** Steps that were learned from so far. */
  long trained() {
    return trained;
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
    episodes.beginIteration();
    data.beginIteration();
    learnResult.clear();
    sampleTime.reset();
    learnTime.reset();
  }

  void report(Map<String, Object> result, Map<String, Object> info) {
    episodes.report(result);
    data.report(result);
    result.put("timesteps_total", sampled);
    info.put("num_steps_sampled", sampled);
    info.put("num_agent_steps_sampled", sampled);
    info.put("num_steps_trained", trained);
    info.put("num_agent_steps_trained", trained);
    info.put("num_env_restarts", requests.restarts());
    result.put(
        "timers",
        Map.of(
            "sample_time_ms",
            sampleTime.milliseconds(),
            "learn_time_ms",
            learnTime.milliseconds()));
  }

  /** Waits for what the workers still do: their answers are part of the state. */
  void save(StateWriter out) {
    out.put("workers", workers.count());
    out.put("sampled", sampled);
    out.put("trained", trained);
    filter.save(out);
    episodes.save(out);
    for (int i = 0; i < workers.count(); i++) {
      requests.save(i, out);
    }
    data.save(out);
  }

  boolean[] restore(StateReader in) {
    in.expect("workers", workers.count());
    sampled = in.getLong("sampled");
    trained = in.getLong("trained");
    filter = FilterState.read(in);
    episodes.restore(in);
    boolean[] fresh = new boolean[environments()];
    for (int i = 0; i < workers.count(); i++) {
      boolean[] ofWorker = requests.restore(i, in);
      System.arraycopy(ofWorker, 0, fresh, i * config.numEnvsPerWorker(), ofWorker.length);
    }
    data.restore(in);
    return fresh;
  }

  @Override
  public void close() {
    Closing.all(List.of(data, workers));
  }
}
