package org.tune4j.rl.algorithm;

import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Architecture;
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
      Distribution distribution = common.model().distribution(actions);
      return new NetworkPolicy(
          common.model().policyAndValueNetwork(observations.shape(), distribution.parameters()),
          distribution);
    };
  }

  /**
   * Policies without values, as {@code model} says of the policy's layers; a network of the user's
   * own has values that nobody looks at.
   */
  public static PolicyMaker policiesWithoutValues(Config resolved) {
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    return (observations, actions) -> {
      Distribution distribution = common.model().distribution(actions);
      return new NetworkPolicy(
          common.model().policyAloneNetwork(observations.shape(), distribution.parameters()),
          distribution);
    };
  }

  private static NetworkSpec spec(NetworkPolicy policy, String what) {
    if (policy.architecture() instanceof NetworkSpec spec) {
      return spec;
    }
    throw new InvalidInputException(
        new Problem("config: model.custom_model: " + what + " cannot be made of it", null, null));
  }

  /** The model of the policy that a trial trains, with Adam. */
  public static Model model(Training training, double adamEpsilon) {
    return model(training, parameters -> new Adam(parameters, adamEpsilon));
  }

  /**
   * The model of the policy that a trial trains, where the layers of the value have an optimiser of
   * their own.
   *
   * @throws InvalidInputException when the value has no layers of its own
   */
  public static Model model(Training training, Optimizer.Factory optimizers, double valueRate) {
    NetworkSpec spec = spec((NetworkPolicy) training.policy(), "an optimiser for the value alone");
    if (spec.layers().stream().anyMatch(layer -> layer.name().startsWith("shared"))) {
      throw new InvalidInputException(
          new Problem(
              "config: _separate_vf_optimizer: policy and value share layers",
              null,
              "set model.vf_share_layers to false"));
    }
    boolean[] ofValue = spec.parametersOf(layer -> layer.startsWith("value"));
    return model(
        training,
        count ->
            new SplitOptimizer(optimizers.of(count), optimizers.of(count), ofValue, valueRate));
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
