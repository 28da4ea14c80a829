package org.tune4j.rl.algorithm;

import java.util.List;
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
  /** The epsilon of Adam, where no key says another. */
  public static final double ADAM_EPSILON = 1e-8;

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

  /** Policies without values, as {@code model} says of the policy's layers. */
  public static PolicyMaker policiesWithoutValues(Config resolved) {
    PolicyMaker withValues = policies(resolved);
    return (observations, actions) -> {
      NetworkPolicy policy = (NetworkPolicy) withValues.make(observations, actions);
      NetworkSpec spec = policy.spec();
      List<NetworkSpec.Layer> layers =
          spec.layers().stream().filter(layer -> !layer.name().startsWith("value")).toList();
      List<List<String>> heads = List.of(spec.heads().getFirst());
      return new NetworkPolicy(new NetworkSpec(spec.shape(), layers, heads), policy.distribution());
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
