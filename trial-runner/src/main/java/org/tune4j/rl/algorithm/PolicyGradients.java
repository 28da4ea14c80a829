package org.tune4j.rl.algorithm;

import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Architecture;
import org.tune4j.rl.model.Model;
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
      Distribution distribution = common.model().distribution(actions);
      return new NetworkPolicy(
          common.model().policyAndValueNetwork(observations.shape(), distribution.parameters()),
          distribution);
    };
  }

  /** The model of the policy that a trial trains, with Adam. */
  public static Model model(Training training, double adamEpsilon) {
    return model(training, count -> new Adam(count, adamEpsilon));
  }

  /** The model of the policy that a trial trains. */
  public static Model model(Training training, Optimizer.Factory optimizers) {
    NetworkPolicy policy = (NetworkPolicy) training.policy();
    Architecture architecture = policy.architecture();
    Model model =
        Model.of(
            architecture,
            policy.network(),
            training.seed(),
            optimizers.of(architecture.parameterCount()));
    training.actWith(model);
    return model;
  }
}
