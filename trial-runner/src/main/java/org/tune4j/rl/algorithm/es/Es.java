package org.tune4j.rl.algorithm.es;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.AlgorithmKind;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
import org.tune4j.rl.algorithm.PolicyGradients;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/**
 * Evolution strategies: one round tries many directions for an episode each, then takes one step.
 */
public final class Es implements Algorithm {
  /** ES, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind("ES", EsSettings.ALL, true, Es::policies, Es::new);

  private static final double ADAM_EPSILON = 1e-8;

  private final EsConfig config;
  private final int batch;
  private final Training training;
  private final Model model;
  private final Directions directions;
  private final EsLearner learner;

  /** From a resolved config. */
  Es(Config resolved, Training training) {
    this.training = training;
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    config = Binding.bind(EsConfig.class, resolved);
    batch = common.trainBatchSize();
    model = PolicyGradients.model(training, parameters -> new Adam(parameters, ADAM_EPSILON));
    directions = new Directions(config.plan(common.explore()), training);
    learner = new EsLearner(config, model, directions.noise());
  }

  private static PolicyMaker policies(Config resolved) {
    return EvolvedPolicies.policies(
        resolved, Binding.bind(EsConfig.class, resolved).actionNoiseStd());
  }

  @Override
  public void round() {
    List<Direction> tried = new ArrayList<>();
    training.sampling(() -> sample(tried));
    training.learning(() -> learner.learn(tried, training.sampled()));
    training.countTrained(tried.stream().mapToLong(Direction::steps).sum());
  }

  private void sample(List<Direction> tried) {
    directions.begin();
    int perDirection = 2 * training.environments() / training.workerCount();
    tried.addAll(
        directions.tryOut(
            model.parameters(), Math.ceilDiv(config.episodesPerBatch(), perDirection)));
    while (tried.stream().mapToLong(Direction::steps).sum() < batch) {
      tried.addAll(directions.tryOut(model.parameters(), training.workerCount()));
    }
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public Map<String, Object> learnerStats() {
    return learner.report();
  }

  @Override
  public void save(StateWriter out) {
    model.save(out);
    directions.save(out);
  }

  @Override
  public void restore(StateReader in, boolean[] fresh) {
    model.restore(in);
    directions.restore(in);
  }
}
