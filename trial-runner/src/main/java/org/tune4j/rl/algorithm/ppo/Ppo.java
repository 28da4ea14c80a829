package org.tune4j.rl.algorithm.ppo;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.AlgorithmKind;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
import org.tune4j.rl.algorithm.PolicyGradients;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.rollout.AdvantageBatch;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/**
 * Proximal policy optimisation: one round collects a batch with the current policy and learns from
 * it.
 */
public final class Ppo implements Algorithm {
  /** PPO, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind("PPO", PpoSettings.ALL, false, PolicyGradients::policies, Ppo::new);

  private final CommonConfig common;
  private final Training training;
  private final Model model;
  private final PpoLearner learner;
  private final AdvantageBatch.Estimator estimator;

  /** From a resolved config. */
  Ppo(Config resolved, Training training) {
    this.training = training;
    common = Binding.bind(CommonConfig.class, resolved);
    PpoConfig config = Binding.bind(PpoConfig.class, resolved);
    model = PolicyGradients.model(training, PolicyGradients.ADAM_EPSILON);
    learner = new PpoLearner(config, model, training.policy().distribution(), training.seed());
    estimator =
        new AdvantageBatch.Estimator(
            common.gamma(), config.lambda(), config.useCritic(), config.useGae());
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
        AdvantageBatch.collect(common.trainBatchSize(), training::sample);
    return AdvantageBatch.of(trajectories, estimator, training.policy().distribution());
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
    learner.save(out);
  }

  @Override
  public void restore(StateReader in, boolean[] fresh) {
    model.restore(in);
    learner.restore(in);
  }
}
