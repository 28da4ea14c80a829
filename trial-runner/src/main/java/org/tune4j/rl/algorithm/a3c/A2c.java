package org.tune4j.rl.algorithm.a3c;

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

/** A2C: one round collects a batch with the current policy and goes one step with all of it. */
public final class A2c implements Algorithm {
  /** A2C, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind("A2C", A2cSettings.ALL, false, PolicyGradients::policies, A2c::new);

  private final A2cConfig config;
  private final Training training;
  private final Model model;
  private final ActorCriticLearner learner;
  private final AdvantageBatch.Estimator estimator;

  /** From a resolved config. */
  A2c(Config resolved, Training training) {
    this.training = training;
    A3cConfig shared = Binding.bind(A3cConfig.class, resolved);
    config = Binding.bind(A2cConfig.class, resolved);
    model = PolicyGradients.model(training, PolicyGradients.ADAM_EPSILON);
    learner = new ActorCriticLearner(shared, model, training.policy().distribution());
    estimator = shared.estimator();
  }

  @Override
  public void round() {
    AdvantageBatch[] batch = new AdvantageBatch[1];
    training.sampling(() -> batch[0] = collect());
    training.learnOn(batch[0]);
    training.learning(() -> learn(batch[0]));
    training.countTrained(batch[0].size());
  }

  private AdvantageBatch collect() {
    List<Trajectory> trajectories =
        AdvantageBatch.collect(config.trainBatchSize(), training::sample);
    return AdvantageBatch.of(trajectories, estimator, training.policy().distribution());
  }

  private void learn(AdvantageBatch batch) {
    Integer microbatch = config.microbatchSize();
    int rows = microbatch == null ? batch.size() : microbatch;
    learner.learn(model.network(), batch, rows, training.sampled());
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
