package org.tune4j.rl.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tune4j.rl.state.SavedRandom;

/**
 * The shape of a network of dense layers.
 *
 * @param inputs how many numbers an observation has
 * @param layers in an order in which each layer comes after its input; this is also the order of
 *     the flat parameters
 * @param outputs the names of the layers whose values are the network's outputs (its heads)
 */
public record NetworkSpec(int inputs, List<Layer> layers, List<String> outputs) {
  /** The name that a layer gives as its input when it reads the observation. */
  public static final String OBSERVATIONS = "observations";

  /**
   * One dense layer.
   *
   * @param name unique in the network
   * @param input the layer that it reads, or {@link #OBSERVATIONS}
   * @param size how many outputs
   * @param activation what is done to the sums
   * @param std the norm of each output's initial weights
   */
  public record Layer(String name, String input, int size, Activation activation, double std) {}

  public NetworkSpec {
    layers = List.copyOf(layers);
    outputs = List.copyOf(outputs);
    Set<String> known = new HashSet<>(Set.of(OBSERVATIONS));
    for (Layer layer : layers) {
      if (!known.contains(layer.input) || !known.add(layer.name)) {
        throw new IllegalArgumentException(
            "network: layer " + layer.name + ": its input or name is wrong");
      }
    }
    if (!known.containsAll(outputs)) {
      throw new IllegalArgumentException("network: some outputs are no layers " + outputs);
    }
  }

  /** A network that runs this shape; all parameters are 0 until they are loaded. */
  public Network network() {
    return new DenseNetwork(this);
  }

  /** How many inputs each layer has. */
  List<Integer> layerInputs() {
    Map<String, Integer> sizes = new HashMap<>(Map.of(OBSERVATIONS, inputs));
    List<Integer> found = new ArrayList<>();
    for (Layer layer : layers) {
      found.add(sizes.getOrDefault(layer.input, 0));
      sizes.put(layer.name, layer.size);
    }
    return found;
  }

  /** The length of the flat parameter vector. */
  public int parameterCount() {
    int count = 0;
    for (int i = 0; i < layers.size(); i++) {
      count += (layerInputs().get(i) + 1) * layers.get(i).size;
    }
    return count;
  }

  /**
   * Fresh parameters: weights are drawn from the normal distribution and scaled so that the weights
   * into each output have the layer's {@code std} as their Euclidean norm; biases are 0.
   *
   * @param seed the trial's
   */
  public float[] initialParameters(long seed) {
    float[] parameters = new float[parameterCount()];
    int at = 0;
    for (int i = 0; i < layers.size(); i++) {
      int in = layerInputs().get(i);
      Layer layer = layers.get(i);
      SavedRandom random = new SavedRandom(seed, "weights", i);
      for (int o = 0; o < layer.size; o++) {
        normalised(parameters, at, in, layer.std, random);
        at += in;
      }
      at += layer.size;
    }
    return parameters;
  }

  private static void normalised(float[] into, int at, int count, double norm, SavedRandom random) {
    double[] drawn = new double[count];
    double squares = 0;
    for (int i = 0; i < count; i++) {
      drawn[i] = random.nextGaussian();
      squares += drawn[i] * drawn[i];
    }
    for (int i = 0; i < count; i++) {
      into[at + i] = (float) (drawn[i] * norm / Math.sqrt(squares));
    }
  }
}
