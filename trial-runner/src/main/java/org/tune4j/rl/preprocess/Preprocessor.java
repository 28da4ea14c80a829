package org.tune4j.rl.preprocess;

import java.util.List;

/**
 * Makes a network's input of an observation. Stateless, so that one object serves all environments
 * of a trial and any thread.
 *
 * <p>To be named in a sweep ({@code model.custom_preprocessor}), an implementation is a public
 * class with a public constructor that takes the {@link org.tune4j.rl.space.Space} of the
 * observations and a {@link org.tune4j.space.Config} (the {@code model.custom_model_config}).
 */
public interface Preprocessor {
  /** The length of an encoded point: the product of {@link #shape()}. */
  int size();

  /**
   * The shape of an encoded point, which is stored row-major: [size] for a vector, [height, width,
   * channels] for an image.
   */
  List<Integer> shape();

  /**
   * Writes the encoded point to the beginning of {@code into}.
   *
   * @param point an observation in its space's flat encoding; left as it is
   * @param into at least {@link #size()} long
   */
  void encode(float[] point, float[] into);
}
