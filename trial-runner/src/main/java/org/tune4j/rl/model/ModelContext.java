package org.tune4j.rl.model;

import java.util.List;
import org.tune4j.space.Config;

/**
 * What a {@link CustomModel} builds for.
 *
 * @param seed the trial's
 * @param shape what an observation is: [numbers], or [height, width, channels] of an image
 * @param outputs how many numbers the policy has
 * @param config {@code model.custom_model_config}
 */
public record ModelContext(long seed, List<Integer> shape, int outputs, Config config) {
  public ModelContext {
    shape = List.copyOf(shape);
  }

  /** How many numbers an observation has. */
  public int inputs() {
    return Shapes.size(shape);
  }
}
