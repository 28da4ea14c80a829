package org.tune4j.rl.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.state.SavedRandom;

/**
 * The shape of a network of dense layers and convolutions.
 *
 * @param shape what an observation is: [numbers], or [height, width, channels] of an image, whose
 *     numbers lie in that order
 * @param layers in an order in which each layer comes after its input; this is also the order of
 *     the flat parameters
 * @param heads the network's outputs: for each head the layers whose values, one after the other,
 *     it is made of
 */
public record NetworkSpec(List<Integer> shape, List<Layer> layers, List<List<String>> heads)
    implements Architecture {
  /** The name that a layer gives as its input when it reads the observation. */
  public static final String OBSERVATIONS = "observations";

  /**
   * The name that a layer gives as its input when its values depend on nothing: its input is one 0,
   * so that its biases are its values.
   */
  public static final String NOTHING = "nothing";

  /**
   * One layer.
   *
   * @param name unique in the network
   * @param input the layer that it reads, {@link #OBSERVATIONS}, or {@link #NOTHING}
   * @param size how many outputs, or channels of a convolution
   * @param activation what is done to the sums
   * @param init how its parameters begin
   * @param filter what makes it a convolution; {@code null} for dense layers
   */
  public record Layer(
      String name,
      String input,
      int size,
      Activation activation,
      Init init,
      @Nullable Filter filter) {

    /** A dense layer. */
    public Layer(String name, String input, int size, Activation activation, Init init) {
      this(name, input, size, activation, init, null);
    }

    /**
     * A dense layer with normalised weights.
     *
     * @param norm of each output's initial weights
     */
    public Layer(String name, String input, int size, Activation activation, double norm) {
      this(name, input, size, activation, new Init.Normalised(norm), null);
    }
  }

  /**
   * The window of a convolution.
   *
   * @param height rows of the image that it sees, from 1
   * @param width columns that it sees, from 1
   * @param stride how far it moves each time, in both directions, from 1
   * @param padded whether the image is framed with zeros so that only the stride makes it smaller
   */
  public record Filter(int height, int width, int stride, boolean padded) {}

  public NetworkSpec {
    shape = List.copyOf(shape);
    layers = List.copyOf(layers);
    heads = heads.stream().map(List::copyOf).toList();
    Set<String> known = new HashSet<>(Set.of(OBSERVATIONS, NOTHING));
    for (Layer layer : layers) {
      if (!known.contains(layer.input) || !known.add(layer.name)) {
        throw new IllegalArgumentException(
            "network: layer " + layer.name + ": its input or name is wrong");
      }
    }
    for (List<String> head : heads) {
      if (!known.containsAll(head) || head.contains(OBSERVATIONS) || head.contains(NOTHING)) {
        throw new IllegalArgumentException("network: some outputs are no layers " + heads);
      }
    }
  }

  /** A network that reads so many numbers, with a head for each of these layers. */
  public NetworkSpec(int inputs, List<Layer> layers, List<String> outputs) {
    this(List.of(inputs), layers, outputs.stream().map(List::of).toList());
  }

  /** How many numbers an observation has. */
  public int inputs() {
    return Shapes.size(shape);
  }

  /** A network that runs this shape; all parameters are 0 until they are loaded. */
  @Override
  public Network network() {
    return new DenseNetwork(this);
  }

  /** How many numbers each layer reads. */
  List<Integer> layerInputs() {
    return Shapes.of(this).inputs().stream().map(Shapes::size).toList();
  }

  /** The length of the flat parameter vector. */
  @Override
  public ComputationGraph graph(float[] parameters) {
    return Graphs.build(this, parameters);
  }

  @Override
  public int parameterCount() {
    return blocks().stream().mapToInt(Block::length).sum();
  }

  /** Which of the flat parameters belong to layers with such names. */
  public boolean[] parametersOf(Predicate<String> names) {
    boolean[] found = new boolean[parameterCount()];
    List<Block> blocks = blocks();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      int from = Math.min(block.weights, block.biases);
      Arrays.fill(found, from, from + block.length(), names.test(layers.get(i).name));
    }
    return found;
  }

  /**
   * Fresh parameters, as each layer's {@link Init} says.
   *
   * @param seed the trial's
   */
  @Override
  public float[] initialParameters(long seed) {
    float[] parameters = new float[parameterCount()];
    List<Block> blocks = blocks();
    for (int i = 0; i < blocks.size(); i++) {
      layers.get(i).init.fill(parameters, blocks.get(i), new SavedRandom(seed, "weights", i));
    }
    return parameters;
  }

  /** Where each layer's parameters lie: DL4J puts the biases of convolutions first. */
  List<Block> blocks() {
    List<Block> found = new ArrayList<>();
    Shapes shapes = Shapes.of(this);
    int offset = 0;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Filter filter = layer.filter;
      Block block =
          filter == null
              ? Block.dense(offset, Shapes.size(shapes.inputs().get(i)), layer.size)
              : Block.convolution(
                  offset, filter.height * filter.width, shapes.inputs().get(i).get(2), layer.size);
      found.add(block);
      offset += block.length();
    }
    return found;
  }

  /**
   * A layer's part of the flat parameters.
   *
   * @param weights where the weights begin: those of the first output, and so on
   * @param biases where the biases begin, one an output
   * @param fanIn how many weights an output has
   * @param fanOut how many sums each input is part of
   * @param outputs how many outputs or channels
   */
  record Block(int weights, int biases, int fanIn, int fanOut, int outputs) {
    static Block dense(int offset, int inputs, int outputs) {
      return new Block(offset, offset + inputs * outputs, inputs, outputs, outputs);
    }

    static Block convolution(int offset, int window, int channelsIn, int channelsOut) {
      return new Block(
          offset + channelsOut, offset, window * channelsIn, window * channelsOut, channelsOut);
    }

    int length() {
      return (fanIn + 1) * outputs;
    }
  }
}
