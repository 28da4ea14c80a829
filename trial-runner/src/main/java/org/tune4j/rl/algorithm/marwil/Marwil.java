package org.tune4j.rl.algorithm.marwil;

import java.util.Map;
import org.tune4j.rl.algorithm.Algorithm;
import org.tune4j.rl.algorithm.AlgorithmKind;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
import org.tune4j.rl.algorithm.PolicyGradients;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Imitation of what was recorded, or of what the policy itself did before: one round takes in a
 * fragment and learns from one batch of what was taken in lately.
 */
public final class Marwil implements Algorithm {
  /** MARWIL, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "MARWIL", MarwilSettings.ALL, false, PolicyGradients::policies, Marwil::new);

  /** Behaviour cloning: MARWIL that takes all actions for equally good. */
  public static final AlgorithmKind BC =
      new AlgorithmKind("BC", MarwilSettings.BC, false, PolicyGradients::policies, Marwil::new);

  private static final double ADAM_EPSILON = 1e-8;

  private final MarwilConfig config;
  private final Training training;
  private final Model model;
  private final MarwilLearner learner;
  private final ReturnReplay replay;
  private final MarwilBatch batch;

  /** From a resolved config. */
  Marwil(Config resolved, Training training) {
    this.training = training;
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    config = Binding.bind(MarwilConfig.class, resolved);
    if (!config.postprocessInputs() && config.beta() != 0) {
      throw new InvalidInputException(
          new Problem(
              "config: postprocess_inputs: must be true unless beta is 0 (" + config.beta() + ")",
              null,
              "use BC, which needs no returns"));
    }
    model = PolicyGradients.model(training, ADAM_EPSILON);
    learner = new MarwilLearner(config, model, training.policy().distribution());
    replay = new ReturnReplay(config.replayBufferSize(), common.gamma(), training.seed());
    batch = new MarwilBatch(config.trainBatchSize());
  }

  @Override
  public void round() {
    training.sampling(() -> training.sample().forEach(this::takeIn));
    if (replay.size() > 0 && replay.added() >= config.learningStarts()) {
      replay.draw(batch);
      training.learnOn(batch);
      training.learning(() -> learner.learn(batch, training.sampled()));
      training.countTrained(batch.size());
    }
  }

  private void takeIn(Trajectory trajectory) {
    boolean goesOn = config.useGae() && config.beta() != 0 && !trajectory.terminated();
    replay.add(trajectory, goesOn && trajectory.length() > 0 ? value(trajectory.next()) : 0);
  }

  private double value(float[] observation) {
    Policy policy = training.policy();
    policy.forward(new float[][] {observation}, 1);
    return policy.value(0);
  }

  @Override
  public boolean learnsFromRecorded() {
    return true;
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
    replay.save(out);
  }

  @Override
  public void restore(StateReader in, boolean[] fresh) {
    model.restore(in);
    learner.restore(in);
    replay.restore(in);
  }
}
