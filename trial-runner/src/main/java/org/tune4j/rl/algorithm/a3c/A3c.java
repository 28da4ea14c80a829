package org.tune4j.rl.algorithm.a3c;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.AlgorithmKind;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.Pipeline;
import org.tune4j.rl.algorithm.PolicyGradients;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.rollout.AdvantageBatch;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/**
 * A3C: each worker's fragment gives a gradient at the parameters that it was made with, which moves
 * the parameters as they are by then. One round is one such step.
 */
public final class A3c implements Algorithm {
  /** A3C, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind("A3C", A3cSettings.ALL, true, PolicyGradients::policies, A3c::new);

  private final Training training;
  private final Model model;
  private final Network stale;
  private final ActorCriticLearner learner;
  private final AdvantageBatch.Estimator estimator;
  private final Pipeline pipeline;
  private long lag;

  /** From a resolved config. */
  A3c(Config resolved, Training training) {
    this.training = training;
    A3cConfig config = Binding.bind(A3cConfig.class, resolved);
    model = PolicyGradients.model(training, PolicyGradients.ADAM_EPSILON);
    stale = model.twin();
    learner = new ActorCriticLearner(config, model, training.policy().distribution());
    estimator = config.estimator();
    pipeline = new Pipeline(training, 1, 1);
  }

  @Override
  public void round() {
    Pipeline.Fragment[] fragment = new Pipeline.Fragment[1];
    training.sampling(() -> fragment[0] = pipeline.take());
    lag = fragment[0].lag();
    AdvantageBatch batch =
        AdvantageBatch.of(
            fragment[0].sample().trajectories(), estimator, training.policy().distribution());
    // Of complete episodes there may be none.
    if (batch.size() > 0) {
      training.learnOn(batch);
      training.learning(() -> learn(batch, fragment[0].parameters()));
      training.countTrained(batch.size());
    }
    training.sampling(pipeline::again);
  }

  private void learn(AdvantageBatch batch, float[] parameters) {
    stale.load(parameters);
    learner.learn(stale, batch, batch.size(), training.sampled());
    pipeline.updated();
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
    pipeline.save(out);
    out.put("lag", lag);
  }

  @Override
  public void restore(StateReader in, boolean[] fresh) {
    model.restore(in);
    pipeline.restore(in);
    lag = in.getLong("lag");
  }
}
