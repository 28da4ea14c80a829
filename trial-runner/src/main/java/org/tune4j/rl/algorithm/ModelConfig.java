package org.tune4j.rl.algorithm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Activation;
import org.tune4j.rl.model.Architecture;
import org.tune4j.rl.model.CustomModels;
import org.tune4j.rl.model.Init;
import org.tune4j.rl.model.ModelContext;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.NetworkSpec.Filter;
import org.tune4j.rl.model.NetworkSpec.Layer;
import org.tune4j.rl.space.Space;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** The keys of {@code model} that are used; {@link ModelSettings} explains them. */
public record ModelConfig(
    List<Integer> fcnetHiddens,
    String fcnetActivation,
    List<Integer> postFcnetHiddens,
    String postFcnetActivation,
    boolean vfShareLayers,
    boolean freeLogStd,
    boolean noFinalLinear,
    @Nullable List<?> convFilters,
    String convActivation,
    @Nullable String customModel,
    @Nullable String customActionDist,
    Config customModelConfig) {
  private static final Init HIDDEN = new Init.Normalised(1.0);
  private static final Init HEAD = new Init.Normalised(0.01);

  /** What a policy's outputs mean: by the space of actions, or by {@code custom_action_dist}. */
  public Distribution distribution(Space actions) {
    return customActionDist == null
        ? Distribution.over(actions)
        : Distribution.custom(customActionDist, actions, customModelConfig);
  }

  /** Layers one after the other. */
  private record Chain(String start, List<Layer> layers) {
    String end() {
      return layers.isEmpty() ? start : layers.getLast().name();
    }

    Chain plus(String name, int size, Activation activation, Init init) {
      List<Layer> longer = new ArrayList<>(layers);
      longer.add(new Layer(name, end(), size, activation, init));
      return new Chain(start, longer);
    }

    Chain withoutLast() {
      return new Chain(start, layers.subList(0, Math.max(0, layers.size() - 1)));
    }
  }

  /**
   * The network with the heads {@code policy} and {@code value} that this config describes: the
   * custom one, if there is one, or that of {@link #policyAndValue}.
   *
   * @param shape [numbers], or [height, width, channels] of an image
   * @param outputs what the policy's distribution needs
   * @throws InvalidInputException when the network cannot have that shape
   */
  public Architecture policyAndValueNetwork(List<Integer> shape, int outputs) {
    return customModel == null
        ? policyAndValue(shape, outputs)
        : CustomModels.create(customModel, new ModelContext(0, shape, outputs, customModelConfig));
  }

  /**
   * The network of {@link #policyAlone}, or the custom one, if there is one, which has a head for
   * the value, too.
   *
   * @param shape [numbers], or [height, width, channels] of an image
   * @param outputs what the policy's distribution needs
   * @throws InvalidInputException when the network cannot have that shape
   */
  public Architecture policyAloneNetwork(List<Integer> shape, int outputs) {
    return customModel == null
        ? policyAlone(shape, outputs)
        : policyAndValueNetwork(shape, outputs);
  }

  /**
   * A network with the head {@code policy} alone. With {@code free_log_std} the second half of its
   * outputs are parameters of their own.
   *
   * @param shape [numbers], or [height, width, channels] of an image
   * @param outputs what the policy's distribution needs
   * @throws InvalidInputException when the network cannot have that shape
   */
  public NetworkSpec policyAlone(List<Integer> shape, int outputs) {
    int size = freeLogStd ? half(outputs) : outputs;
    Chain trunk = trunk("policy_", shape);
    trunk = noFinalLinear ? trunk.withoutLast() : trunk;
    List<Layer> layers = new ArrayList<>(policy(trunk, shape, size).layers);
    if (!freeLogStd) {
      return new NetworkSpec(shape, layers, List.of(List.of("policy")));
    }
    layers.add(logStd(size));
    return new NetworkSpec(shape, layers, List.of(List.of("policy", "log_std")));
  }

  /**
   * A network with the heads {@code policy} and {@code value}, on one trunk or on two. With {@code
   * free_log_std} the second half of the policy's outputs, logarithms of standard deviations, are
   * parameters of their own.
   *
   * @param shape [numbers], or [height, width, channels] of an image
   * @param outputs what the policy's distribution needs
   * @throws InvalidInputException when the network cannot have that shape
   */
  public NetworkSpec policyAndValue(List<Integer> shape, int outputs) {
    int size = freeLogStd ? half(outputs) : outputs;
    List<Layer> layers;
    if (vfShareLayers) {
      Chain trunk = trunk("shared_", shape);
      trunk = noFinalLinear ? trunk.withoutLast() : trunk;
      layers = new ArrayList<>(trunk.layers);
      layers.add(policy(trunk, shape, size).layers.getLast());
      layers.add(value(trunk).layers.getLast());
    } else {
      Chain trunk = trunk("policy_", shape);
      trunk = noFinalLinear ? trunk.withoutLast() : trunk;
      layers = sideBySide(List.of(policy(trunk, shape, size), value(trunk("value_", shape))));
    }
    if (!freeLogStd) {
      return new NetworkSpec(shape, layers, List.of(List.of("policy"), List.of("value")));
    }
    layers.add(logStd(size));
    return new NetworkSpec(shape, layers, List.of(List.of("policy", "log_std"), List.of("value")));
  }

  /**
   * What stands on the trunk of a network for Q-values.
   *
   * @param hiddens sizes of the ReLU layers of each branch
   * @param dueling whether there is a branch for the value beside that for the advantages
   * @param atoms how many numbers tell one Q-value, from 1
   */
  public record Branches(List<Integer> hiddens, boolean dueling, int atoms) {}

  /**
   * A network for Q-values: the head {@code advantages}, and with {@code dueling} the head {@code
   * value}, each after a branch of ReLU layers of its own. The atoms of an action lie side by side.
   *
   * @param shape [numbers], or [height, width, channels] of an image
   * @throws InvalidInputException when the network cannot have that shape
   */
  public NetworkSpec actionValues(List<Integer> shape, int actions, Branches branches) {
    Chain trunk = trunk("shared_", shape);
    List<Chain> chains = new ArrayList<>();
    int atoms = branches.atoms;
    chains.add(branch("advantages", trunk, branches.hiddens, actions * atoms));
    if (branches.dueling) {
      chains.add(branch("value", trunk, branches.hiddens, atoms));
    }
    List<Layer> layers = new ArrayList<>(trunk.layers);
    layers.addAll(sideBySide(chains));
    List<List<String>> heads = new ArrayList<>(List.of(List.of("advantages")));
    if (branches.dueling) {
      heads.add(List.of("value"));
    }
    return new NetworkSpec(shape, layers, heads);
  }

  private Chain branch(String name, Chain trunk, List<Integer> hiddens, int outputs) {
    Chain branch = new Chain(trunk.end(), List.of());
    for (int i = 0; i < hiddens.size(); i++) {
      branch = branch.plus(name + "_" + i, hiddens.get(i), Activation.RELU, HIDDEN);
    }
    return branch.plus(name, outputs, Activation.LINEAR, HEAD);
  }

  private static Layer logStd(int size) {
    return new Layer("log_std", NetworkSpec.NOTHING, size, Activation.LINEAR, new Init.Constant(0));
  }

  /** Without a final linear layer the policy is what the last hidden layer would have been. */
  private Chain policy(Chain trunk, List<Integer> shape, int size) {
    if (!noFinalLinear) {
      return trunk.plus("policy", size, Activation.LINEAR, HEAD);
    }
    boolean dense = shape.size() != 3 && postFcnetHiddens.isEmpty();
    return trunk.plus(
        "policy", size, Activation.named(dense ? fcnetActivation : postFcnetActivation), HIDDEN);
  }

  private static Chain value(Chain trunk) {
    return trunk.plus("value", 1, Activation.LINEAR, HEAD);
  }

  private Chain trunk(String prefix, List<Integer> shape) {
    Chain chain = new Chain(NetworkSpec.OBSERVATIONS, List.of());
    if (shape.size() == 3) {
      List<Layer> layers = new ArrayList<>();
      for (ConvFilters.Convolution next : ConvFilters.of(convFilters, shape)) {
        String input = new Chain(chain.start, layers).end();
        layers.add(convolution(prefix + layers.size(), input, next.channels(), next.filter()));
      }
      chain = new Chain(chain.start, layers);
    } else {
      for (int size : fcnetHiddens) {
        chain = hidden(chain, prefix, size, fcnetActivation);
      }
    }
    for (int size : postFcnetHiddens) {
      chain = hidden(chain, prefix, size, postFcnetActivation);
    }
    return chain;
  }

  private static Chain hidden(Chain chain, String prefix, int size, String activation) {
    return chain.plus(prefix + chain.layers.size(), size, Activation.named(activation), HIDDEN);
  }

  private Layer convolution(String name, String input, int channels, Filter filter) {
    return new Layer(
        name, input, channels, Activation.named(convActivation), new Init.Glorot(), filter);
  }

  private static int half(int outputs) {
    if (outputs % 2 == 1) {
      throw new InvalidInputException(
          new Problem(
              "model: free_log_std: the policy must have a mean and a deviation for each action ("
                  + outputs
                  + " outputs)",
              null,
              "leave free_log_std out where actions are discrete"));
    }
    return outputs / 2;
  }

  /** Layers of equal depth beside each other: the order in which DL4J lays them out. */
  private static List<Layer> sideBySide(List<Chain> chains) {
    List<Layer> layers = new ArrayList<>();
    int depth = chains.stream().mapToInt(chain -> chain.layers.size()).max().orElse(0);
    for (int i = 0; i < depth; i++) {
      for (Chain chain : chains) {
        if (i < chain.layers.size()) {
          layers.add(chain.layers.get(i));
        }
      }
    }
    return layers;
  }
}
