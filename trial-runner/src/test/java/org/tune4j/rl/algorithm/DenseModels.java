package org.tune4j.rl.algorithm;

import java.util.List;
import java.util.Map;
import org.tune4j.space.Config;

/** Models of dense layers, for tests. */
public final class DenseModels {
  private DenseModels() {}

  /** A model with the defaults of the other keys. */
  public static ModelConfig config(
      List<Integer> hiddens,
      String activation,
      List<Integer> post,
      String postActivation,
      boolean shared) {
    return new ModelConfig(
        hiddens,
        activation,
        post,
        postActivation,
        shared,
        false,
        false,
        null,
        "relu",
        null,
        null,
        Config.of(Map.of()));
  }
}
