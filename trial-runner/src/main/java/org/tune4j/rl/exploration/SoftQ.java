package org.tune4j.rl.exploration;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.space.Config;

/**
 * Draws from the softmax of the outputs divided by a temperature.
 *
 * @param temperature above 0; the higher, the more random
 */
public record SoftQ(double temperature) implements Exploration {
  static final List<String> KEYS = List.of("temperature");

  public SoftQ {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException(
          "exploration_config.temperature: must be above 0 (" + temperature + ")");
    }
  }

  static SoftQ of(Config config, Context context) {
    Bounds.requireDiscrete(context.actions(), "SoftQ");
    return new SoftQ(config.getDouble("temperature", 1));
  }

  @Override
  public void choose(
      Distribution distribution,
      float[] outputs,
      long step,
      int environment,
      RandomGenerator random,
      float[] action) {
    float[] scaled = outputs.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= (float) temperature;
    }
    distribution.sample(scaled, random, action);
  }

  @Override
  public double level(long step) {
    return temperature;
  }
}
