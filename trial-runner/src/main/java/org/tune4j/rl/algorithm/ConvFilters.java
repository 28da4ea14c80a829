package org.tune4j.rl.algorithm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.model.NetworkSpec.Filter;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * The convolutions of a model: those of {@code conv_filters}, or the usual ones for some sizes of
 * images. All but the last keep an image's size up to their stride.
 */
final class ConvFilters {
  private static final Map<List<Integer>, List<?>> USUAL =
      Map.of(
          List.of(84, 84),
          List.of(List.of(16, 8, 4), List.of(32, 4, 2), List.of(256, 11, 1)),
          List.of(42, 42),
          List.of(List.of(16, 4, 2), List.of(32, 4, 2), List.of(256, 11, 1)),
          List.of(96, 96),
          List.of(List.of(16, 8, 4), List.of(32, 4, 2), List.of(256, 11, 2)),
          List.of(10, 10),
          List.of(List.of(16, 5, 2), List.of(32, 5, 2)));

  /** One convolution. */
  record Convolution(int channels, Filter filter) {}

  private ConvFilters() {}

  /**
   * Those of a model.
   *
   * @param given [[channels, kernel, stride], ...], a kernel being a number or [height, width]
   * @param shape [height, width, channels]
   * @throws InvalidInputException when nothing is given for images of an unusual size, or something
   *     else than filters
   */
  static List<Convolution> of(@Nullable List<?> given, List<Integer> shape) {
    List<?> filters = given == null ? USUAL.get(shape.subList(0, 2)) : given;
    if (filters == null) {
      throw new InvalidInputException(
          new Problem(
              "model: conv_filters: must be given for images that are not 10 x 10, 42 x 42, 84 x 84"
                  + " or 96 x 96 ("
                  + shape.get(0)
                  + " x "
                  + shape.get(1)
                  + ")",
              null,
              "give model.conv_filters, such as [[16, 4, 2], [32, 4, 2], [256, 5, 1]]"));
    }
    List<Convolution> found = new ArrayList<>();
    for (Object filter : filters) {
      found.add(convolution(filter, found.size() < filters.size() - 1));
    }
    return found;
  }

  private static Convolution convolution(Object filter, boolean padded) {
    if (filter instanceof List<?> list && list.size() == 3) {
      int channels = number(list.get(0), filter);
      int stride = number(list.get(2), filter);
      if (list.get(1) instanceof List<?> kernel && kernel.size() == 2) {
        int height = number(kernel.get(0), filter);
        int width = number(kernel.get(1), filter);
        return new Convolution(channels, new Filter(height, width, stride, padded));
      }
      int side = number(list.get(1), filter);
      return new Convolution(channels, new Filter(side, side, stride, padded));
    }
    throw wrong(filter);
  }

  private static int number(@Nullable Object value, Object filter) {
    if (value instanceof Number number && number.intValue() > 0) {
      return number.intValue();
    }
    throw wrong(filter);
  }

  private static InvalidInputException wrong(Object filter) {
    return new InvalidInputException(
        new Problem(
            "model: conv_filters: each filter must be [channels, kernel, stride], all from 1 ("
                + filter
                + ")",
            null,
            "write [16, 4, 2], or [16, [4, 4], 2]"));
  }
}
