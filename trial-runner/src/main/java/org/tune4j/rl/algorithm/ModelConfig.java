package org.tune4j.rl.algorithm;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.model.Activation;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.NetworkSpec.Layer;

/** The keys of {@code model} that are used; {@link ModelSettings} explains them. */
public record ModelConfig(
    List<Integer> fcnetHiddens,
    String fcnetActivation,
    List<Integer> postFcnetHiddens,
    String postFcnetActivation,
    boolean vfShareLayers) {
  private static final double HIDDEN_STD = 1.0;
  private static final double HEAD_STD = 0.01;

  /** One chain of hidden layers. */
  private record Chain(
      String prefix, String input, List<Integer> sizes, List<Activation> activations) {
    Layer layer(int i) {
      return new Layer(
          prefix + i,
          i == 0 ? input : prefix + (i - 1),
          sizes.get(i),
          activations.get(i),
          HIDDEN_STD);
    }

    String end() {
      return sizes.isEmpty() ? input : prefix + (sizes.size() - 1);
    }
  }

  /**
   * A network with the heads {@code policy} and {@code value}, on one trunk or on two.
   *
   * @param outputs what the policy's distribution needs
   */
  public NetworkSpec policyAndValue(int inputs, int outputs) {
    List<Chain> trunks =
        vfShareLayers ? List.of(trunk("shared_")) : List.of(trunk("policy_"), trunk("value_"));
    List<Layer> layers = sideBySide(trunks);
    layers.add(new Layer("policy", trunks.getFirst().end(), outputs, Activation.LINEAR, HEAD_STD));
    layers.add(new Layer("value", trunks.getLast().end(), 1, Activation.LINEAR, HEAD_STD));
    return new NetworkSpec(inputs, layers, List.of("policy", "value"));
  }

  /**
   * A network for Q-values: the head {@code advantages}, and with {@code dueling} the head {@code
   * value}, each after a branch of ReLU layers of its own.
   */
  public NetworkSpec actionValues(int inputs, int actions, List<Integer> hiddens, boolean dueling) {
    Chain trunk = trunk("shared_");
    List<Activation> relus = hiddens.stream().map(size -> Activation.RELU).toList();
    List<Chain> branches = new ArrayList<>();
    branches.add(new Chain("advantages_", trunk.end(), hiddens, relus));
    if (dueling) {
      branches.add(new Chain("value_", trunk.end(), hiddens, relus));
    }
    List<Layer> layers = sideBySide(List.of(trunk));
    layers.addAll(sideBySide(branches));
    layers.add(
        new Layer("advantages", branches.getFirst().end(), actions, Activation.LINEAR, HEAD_STD));
    if (dueling) {
      layers.add(new Layer("value", branches.getLast().end(), 1, Activation.LINEAR, HEAD_STD));
    }
    return new NetworkSpec(
        inputs, layers, dueling ? List.of("advantages", "value") : List.of("advantages"));
  }

  private Chain trunk(String prefix) {
    List<Integer> sizes = new ArrayList<>(fcnetHiddens);
    sizes.addAll(postFcnetHiddens);
    List<Activation> activations = new ArrayList<>();
    fcnetHiddens.forEach(size -> activations.add(Activation.named(fcnetActivation)));
    postFcnetHiddens.forEach(size -> activations.add(Activation.named(postFcnetActivation)));
    return new Chain(prefix, NetworkSpec.OBSERVATIONS, sizes, activations);
  }

  /** Layers of equal depth beside each other: the order in which DL4J lays them out. */
  private static List<Layer> sideBySide(List<Chain> chains) {
    List<Layer> layers = new ArrayList<>();
    for (int depth = 0; depth < chains.getFirst().sizes.size(); depth++) {
      for (Chain chain : chains) {
        layers.add(chain.layer(depth));
      }
    }
    return layers;
  }
}
