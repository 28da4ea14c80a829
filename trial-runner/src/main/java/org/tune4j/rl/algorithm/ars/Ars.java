package org.tune4j.rl.algorithm.ars;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.AlgorithmKind;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
import org.tune4j.rl.algorithm.PolicyGradients;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.algorithm.es.Direction;
import org.tune4j.rl.algorithm.es.Directions;
import org.tune4j.rl.algorithm.es.EvolvedPolicies;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Sgd;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/** Augmented random search: one round tries directions, then takes one step along the best. */
public final class Ars implements Algorithm {
  /** ARS, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind("ARS", ArsSettings.ALL, true, Ars::policies, Ars::new);

  private final ArsConfig config;
  private final Training training;
  private final Model model;
  private final Directions directions;
  private final ArsLearner learner;

  /** From a resolved config. */
  Ars(Config resolved, Training training) {
    this.training = training;
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    config = Binding.bind(ArsConfig.class, resolved);
    model = PolicyGradients.model(training, parameters -> new Sgd());
    directions = new Directions(config.plan(common.explore()), training);
    learner = new ArsLearner(config, model, directions.noise());
  }

  private static PolicyMaker policies(Config resolved) {
    return EvolvedPolicies.policies(
        resolved, Binding.bind(ArsConfig.class, resolved).actionNoiseStd());
  }

  @Override
  public void round() {
    List<Direction> tried = new ArrayList<>();
    training.sampling(
        () -> {
          directions.begin();
          tried.addAll(directions.tryOut(model.parameters(), config.numRollouts()));
        });
    training.learning(() -> learner.learn(tried, training.sampled()));
    training.countTrained(tried.stream().mapToLong(Direction::steps).sum());
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
