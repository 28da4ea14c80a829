package org.tune4j.rl.algorithm;

import java.util.List;
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

  private static final String VALUE = "value";

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

  /** Policies without values, as far as {@code model} describes their layers. */
  public static PolicyMaker policiesWithoutValues(Config resolved) {
    PolicyMaker withValues = policies(resolved);
    return (observations, actions) -> {
      NetworkPolicy policy = (NetworkPolicy) withValues.make(observations, actions);
      return policy.architecture() instanceof NetworkSpec spec
          ? new NetworkPolicy(withoutValues(spec), policy.distribution())
          : policy;
    };
  }

  private static NetworkSpec withoutValues(NetworkSpec spec) {
    List<NetworkSpec.Layer> layers =
        spec.layers().stream().filter(layer -> !layer.name().startsWith(VALUE)).toList();
    return new NetworkSpec(spec.shape(), layers, List.of(spec.heads().getFirst()));
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

  /**
   * The model of the policy that a trial trains, where the layers of the value have an optimiser of
   * their own.
   *
   * @throws InvalidInputException when the value has no layers of its own
   */
  public static Model model(Training training, Optimizer.Factory optimizers, double valueRate) {
    boolean[] ofValue = ofValue(((NetworkPolicy) training.policy()).architecture());
    return model(
        training,
        count ->
            new SplitOptimizer(optimizers.of(count), optimizers.of(count), ofValue, valueRate));
  }

  private static boolean[] ofValue(Architecture architecture) {
    if (architecture instanceof NetworkSpec spec
        && spec.layers().stream().noneMatch(layer -> layer.name().startsWith("shared"))) {
      return spec.parametersOf(layer -> layer.startsWith(VALUE));
    }
    throw new InvalidInputException(
        new Problem(
            "config: _separate_vf_optimizer: the value has no layers of its own",
            null,
            "set model.vf_share_layers to false"));
  }
}
