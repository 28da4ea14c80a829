package org.tune4j.rl.algorithm.pg;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.AlgorithmKind;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.PolicyGradients;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.rollout.AdvantageBatch;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/** The policy gradient: one round collects a batch and goes one step with all of it. */
public final class Pg implements Algorithm {
  /** PG, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "PG", PgSettings.ALL, false, PolicyGradients::policiesWithoutValues, Pg::new);

  private final PgConfig config;
  private final Training training;
  private final Model model;
  private final PgLearner learner;
  private final AdvantageBatch.Estimator returns;

  /** From a resolved config. */
  Pg(Config resolved, Training training) {
    this.training = training;
    config = Binding.bind(PgConfig.class, resolved);
    model = PolicyGradients.model(training, PolicyGradients.ADAM_EPSILON);
    learner = new PgLearner(config, model, training.policy().distribution());
    returns = new AdvantageBatch.Estimator(config.gamma(), 1, false, false);
  }

  @Override
  public void round() {
    AdvantageBatch[] batch = new AdvantageBatch[1];
    training.sampling(() -> batch[0] = collect());
    training.learnOn(batch[0]);
    training.learning(() -> learner.learn(batch[0], training.sampled()));
    training.countTrained(batch[0].size());
  }

  private AdvantageBatch collect() {
    List<Trajectory> trajectories =
        AdvantageBatch.collect(config.trainBatchSize(), training::sample);
    return AdvantageBatch.of(trajectories, returns, training.policy().distribution());
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
  }

  @Override
  public void restore(StateReader in, boolean[] fresh) {
    model.restore(in);
  }
}
