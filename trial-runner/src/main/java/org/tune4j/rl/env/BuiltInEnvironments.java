package org.tune4j.rl.env;

import java.util.Map;
import java.util.function.Function;
import org.tune4j.space.Config;

/** The environments that come with tune4j. */
public final class BuiltInEnvironments implements EnvironmentProvider {
  @Override
  public Map<String, Function<Config, Environment>> environments() {
    return Map.of(
        "CartPole-v0", config -> new CartPole(200), "CartPole-v1", config -> new CartPole(500));
  }
}
