package org.tune4j.rl.algorithm;

import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.Optimizer;
import org.tune4j.rl.policy.NetworkPolicy;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.space.Config;

/** What the algorithms have in common that follow the gradient of a policy with a value head. */
public final class PolicyGradients {
  private PolicyGradients() {}

  /** Policies with a value head, as {@code model} says. */
  public static PolicyMaker policies(Config resolved) {
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    return (observations, actions) -> {
      Distribution distribution = Distribution.over(actions);
      return new NetworkPolicy(
          common.model().policyAndValue(observations.size(), distribution.parameters()),
          distribution);
    };
  }

  /** The model of the policy that a trial trains, with Adam. */
  public static Model model(Training training, double adamEpsilon) {
    NetworkSpec spec = ((NetworkPolicy) training.policy()).spec();
    return model(training, new Adam(spec.parameterCount(), adamEpsilon));
  }

  /** The model of the policy that a trial trains. */
  public static Model model(Training training, Optimizer optimizer) {
    NetworkPolicy policy = (NetworkPolicy) training.policy();
    Model model = Model.of(policy.spec(), policy.network(), training.seed(), optimizer);
    training.actWith(model);
    return model;
  }
}
