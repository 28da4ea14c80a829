package org.tune4j.rl.algorithm;

import java.util.List;
import java.util.function.IntFunction;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.Optimizer;
import org.tune4j.rl.model.SplitOptimizer;
import org.tune4j.rl.policy.NetworkPolicy;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

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
    return model(training, parameters -> new Adam(parameters, adamEpsilon));
  }

  /**
   * The model of the policy that a trial trains.
   *
   * @param optimizers makes an optimiser of so many parameters
   */
  public static Model model(Training training, IntFunction<Optimizer> optimizers) {
    NetworkSpec spec = ((NetworkPolicy) training.policy()).spec();
    return model(training, optimizers.apply(spec.parameterCount()));
  }

  /**
   * The model of the policy that a trial trains, where the layers of the value have an optimiser of
   * their own.
   *
   * @throws InvalidInputException when the value has no layers of its own
   */
  public static Model model(
      Training training, IntFunction<Optimizer> optimizers, double valueRate) {
    NetworkSpec spec = ((NetworkPolicy) training.policy()).spec();
    if (spec.layers().stream().anyMatch(layer -> layer.name().startsWith("shared"))) {
      throw new InvalidInputException(
          new Problem(
              "config: _separate_vf_optimizer: policy and value share layers",
              null,
              "set model.vf_share_layers to false"));
    }
    int count = spec.parameterCount();
    boolean[] ofValue = spec.parametersOf(layer -> layer.startsWith("value"));
    return model(
        training,
        new SplitOptimizer(optimizers.apply(count), optimizers.apply(count), ofValue, valueRate));
  }

  private static Model model(Training training, Optimizer optimizer) {
    NetworkPolicy policy = (NetworkPolicy) training.policy();
    Model model = Model.of(policy.spec(), policy.network(), training.seed(), optimizer);
    training.actWith(model);
    return model;
  }
}
