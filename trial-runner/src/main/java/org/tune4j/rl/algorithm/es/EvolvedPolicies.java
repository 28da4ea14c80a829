package org.tune4j.rl.algorithm.es;

import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.CommonConfig;
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
}
