package org.tune4j.rl.model;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.model.NetworkSpec.Layer;

/** The networks of actors and critics: chains of dense layers, alone or side by side. */
public final class Networks {
  private Networks() {}

  /**
   * How a chain of hidden layers is made.
   *
   * @param sizes of the hidden layers
   * @param activation of the hidden layers
   * @param init of the hidden layers
   * @param headInit of the layer after them
   */
  public record Hiddens(List<Integer> sizes, Activation activation, Init init, Init headInit) {
    public Hiddens {
      sizes = List.copyOf(sizes);
    }
  }

  /**
   * An actor: one head of so many outputs.
   *
   * @param activation of the head: TANH for deterministic actions from -1 to 1, LINEAR for the
   *     parameters of a distribution
   */
  public static NetworkSpec actor(int inputs, Hiddens hiddens, int outputs, Activation activation) {
    return sideBySide(inputs, hiddens, List.of("policy"), outputs, activation);
  }

  /**
   * Critics that judge an observation followed by an action: the heads {@code q1}, {@code q2}, …,
   * one number each, that share nothing but the input.
   *
   * @param inputs how many numbers an observation and an action have
   * @param count how many critics, 2 for twins
   */
  public static NetworkSpec critics(int inputs, Hiddens hiddens, int count) {
    return critics(inputs, hiddens, count, 1);
  }

  /**
   * Critics with a value for each discrete action: the heads {@code q1}, {@code q2}, …
   *
   * @param outputs numbers of each head
   */
  public static NetworkSpec critics(int inputs, Hiddens hiddens, int count, int outputs) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add("q" + i);
    }
    return sideBySide(inputs, hiddens, names, outputs, Activation.LINEAR);
  }

  /** Layers of equal depth beside each other: the order in which DL4J lays them out. */
  private static NetworkSpec sideBySide(
      int inputs, Hiddens hiddens, List<String> names, int outputs, Activation activation) {
    List<Layer> layers = new ArrayList<>();
    int depth = hiddens.sizes.size();
    for (int i = 0; i <= depth; i++) {
      for (String name : names) {
        String input = i == 0 ? NetworkSpec.OBSERVATIONS : name + "_" + (i - 1);
        layers.add(
            i < depth
                ? new Layer(
                    name + "_" + i, input, hiddens.sizes.get(i), hiddens.activation, hiddens.init)
                : new Layer(name, input, outputs, activation, hiddens.headInit));
      }
    }
    return new NetworkSpec(inputs, layers, names);
  }
}
