package org.tune4j.rl.algorithm.es;

import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.Optimizer;
import org.tune4j.rl.policy.NetworkPolicy;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.space.Config;

/** The policies whose parameters directions are added to. */
public final class EvolvedPolicies {
  private EvolvedPolicies() {}

  /**
   * Policies without a value head that always take their best action.
   *
   * @param actionNoise the standard deviation of noise on actions that are numbers
   */
  public static PolicyMaker policies(Config resolved, double actionNoise) {
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    return (observations, actions) -> {
      BestActions distribution = BestActions.of(actions, actionNoise);
      return new NetworkPolicy(
          common.model().policyAlone(observations.shape(), distribution.parameters()),
          distribution);
    };
  }

  /** What makes an optimiser for so many parameters. */
  @FunctionalInterface
  public interface OptimizerMaker {
    Optimizer make(int parameters);
  }

  /** The model of the policy that a trial trains. */
  public static Model model(Training training, OptimizerMaker optimizer) {
    NetworkPolicy policy = (NetworkPolicy) training.policy();
    NetworkSpec spec = policy.spec();
    Model model =
        Model.of(spec, policy.network(), training.seed(), optimizer.make(spec.parameterCount()));
    training.actWith(model);
    return model;
  }
}
