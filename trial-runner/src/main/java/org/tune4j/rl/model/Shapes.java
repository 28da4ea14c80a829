package org.tune4j.rl.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.model.NetworkSpec.Filter;
import org.tune4j.rl.model.NetworkSpec.Layer;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * What goes into and comes out of each layer: [numbers], or [height, width, channels].
 *
 * @param inputs for each layer
 * @param outputs for each layer
 */
record Shapes(List<List<Integer>> inputs, List<List<Integer>> outputs) {

  /**
   * Those of a network.
   *
   * @throws InvalidInputException when a convolution reads no image, or one smaller than its window
   */
  static Shapes of(NetworkSpec spec) {
    Map<String, List<Integer>> known = new HashMap<>();
    known.put(NetworkSpec.OBSERVATIONS, spec.shape());
    known.put(NetworkSpec.NOTHING, List.of(1));
    List<List<Integer>> inputs = new ArrayList<>();
    List<List<Integer>> outputs = new ArrayList<>();
    for (Layer layer : spec.layers()) {
      List<Integer> in = known.getOrDefault(layer.input(), List.of());
      List<Integer> out =
          layer.filter() == null ? List.of(layer.size()) : image(layer, layer.filter(), in);
      known.put(layer.name(), out);
      inputs.add(in);
      outputs.add(out);
    }
    return new Shapes(inputs, outputs);
  }

  /** How many numbers that is. */
  static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  private static List<Integer> image(Layer layer, Filter filter, List<Integer> in) {
    boolean fits =
        in.size() == 3
            && (filter.padded() || (in.get(0) >= filter.height() && in.get(1) >= filter.width()));
    if (!fits) {
      throw new InvalidInputException(
          new Problem(
              "network: layer "
                  + layer.name()
                  + (in.size() == 3
                      ? ": its window of " + filter.height() + " x " + filter.width() + " must fit"
                      : ": a convolution must read an image [height, width, channels]")
                  + " ("
                  + in
                  + ")",
              null,
              "use smaller kernels or strides in model.conv_filters"));
    }
    return List.of(
        side(in.get(0), filter.height(), filter),
        side(in.get(1), filter.width(), filter),
        layer.size());
  }

  private static int side(int length, int window, Filter filter) {
    int places = filter.padded() ? length : length - window + 1;
    return Math.ceilDiv(places, filter.stride());
  }
}
