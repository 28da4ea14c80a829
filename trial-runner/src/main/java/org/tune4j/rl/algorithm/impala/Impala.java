package org.tune4j.rl.algorithm.impala;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.AlgorithmKind;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
import org.tune4j.rl.algorithm.Pipeline;
import org.tune4j.rl.algorithm.PolicyGradients;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.rollout.AdvantageBatch;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * IMPALA, and APPO with another objective: workers sample while the learner learns, from fragments
 * that its parameters have moved on from. One round is one step of the learner.
 */
public final class Impala implements Algorithm {
  /** IMPALA, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "IMPALA", ImpalaSettings.ALL, true, PolicyGradients::policies, Impala::impala);

  /** APPO, as users write it. */
  public static final AlgorithmKind APPO =
      new AlgorithmKind("APPO", AppoSettings.ALL, true, PolicyGradients::policies, Impala::appo);

  private final ImpalaConfig config;
  private final Training training;
  private final Model model;
  private final Objective objective;
  private final ImpalaLearner learner;
  private final AdvantageBatch.Estimator estimator;
  private final Pipeline pipeline;
  private final FragmentReplay replay;
  private final MinibatchBuffer buffer;
  private double lag;

  private Impala(
      ImpalaConfig config,
      Training training,
      Model model,
      Objective objective,
      AdvantageBatch.Estimator estimator) {
    this.config = config;
    this.training = training;
    this.model = model;
    this.objective = objective;
    this.estimator = estimator;
    int outputs = training.policy().distribution().parameters();
    learner = new ImpalaLearner(config, model, objective, outputs);
    pipeline =
        new Pipeline(
            training, config.maxSampleRequestsInFlightPerWorker(), config.broadcastInterval());
    replay =
        new FragmentReplay(
            config.replayBufferNumSlots(), config.replayProportion(), training.seed());
    buffer = new MinibatchBuffer(config.minibatchBufferSize(), config.numSgdIter());
  }

  private static Impala impala(Config resolved, Training training) {
    ImpalaConfig config = Binding.bind(ImpalaConfig.class, resolved);
    requireSteps(config, resolved);
    Distribution distribution = training.policy().distribution();
    return new Impala(
        config,
        training,
        model(config, training),
        new ImpalaObjective(distribution, config.valueCoefficient()),
        new AdvantageBatch.Estimator(config.gamma(), 1, true, true));
  }

  private static Impala appo(Config resolved, Training training) {
    ImpalaConfig config = Binding.bind(ImpalaConfig.class, resolved);
    requireSteps(config, resolved);
    AppoConfig own = Binding.bind(AppoConfig.class, resolved);
    Distribution distribution = training.policy().distribution();
    Model model = model(config, training);
    return new Impala(
        config,
        training,
        model,
        new AppoObjective(own, config, distribution, model),
        own.estimator(config.gamma()));
  }

  private static void requireSteps(ImpalaConfig config, Config resolved) {
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    boolean single =
        common.rolloutFragmentLength() == 1 && !common.batchMode().equals("complete_episodes");
    if (config.vtrace() && config.vtraceDropLastTs() && single) {
      throw new InvalidInputException(
          new Problem(
              "config: vtrace_drop_last_ts: with rollout_fragment_length 1 there is no step left",
              null,
              "set it to false"));
    }
  }

  private static Model model(ImpalaConfig config, Training training) {
    return config._separateVfOptimizer()
        ? PolicyGradients.model(training, config::optimizer, config._lrVf())
        : PolicyGradients.model(training, config::optimizer);
  }

  @Override
  public void round() {
    List<Trajectory> trajectories = buffer.next(this::collect);
    Distribution distribution = training.policy().distribution();
    UnrollBatch batch =
        config.vtrace()
            ? UnrollBatch.of(trajectories, config.vtraceDropLastTs(), distribution)
            : UnrollBatch.of(trajectories, estimator, distribution);
    if (batch.size() > 0) {
      training.learnOn(batch);
      training.learning(() -> learner.learn(batch, training.sampled()));
      pipeline.updated();
      training.countTrained(batch.size());
    }
  }

  private List<Trajectory> collect() {
    List<Trajectory> collected = new ArrayList<>();
    training.sampling(() -> collect(collected));
    return collected;
  }

  private void collect(List<Trajectory> into) {
    int steps = 0;
    long lags = 0;
    int fragments = 0;
    while (steps < config.trainBatchSize()) {
      Pipeline.Fragment fragment = pipeline.take();
      pipeline.again();
      lags += fragment.lag();
      fragments++;
      List<Trajectory> mixed = replay.mix(fragment.sample().trajectories());
      steps += mixed.stream().mapToInt(Trajectory::length).sum();
      into.addAll(mixed);
    }
    lag = (double) lags / fragments;
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public Map<String, Object> learnerStats() {
    Map<String, Object> stats = new LinkedHashMap<>(learner.report());
    stats.put("policy_lag", lag);
    return stats;
  }

  @Override
  public void save(StateWriter out) {
    model.save(out);
    objective.save(out);
    pipeline.save(out);
    replay.save(out);
    buffer.save(out);
    out.put("lag", lag);
  }

  @Override
  public void restore(StateReader in, boolean[] fresh) {
    model.restore(in);
    objective.restore(in);
    pipeline.restore(in);
    replay.restore(in);
    buffer.restore(in);
    lag = in.getDouble("lag");
  }
}
