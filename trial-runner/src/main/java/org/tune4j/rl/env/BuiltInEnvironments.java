package org.tune4j.rl.env;

import java.util.Map;
import java.util.function.Function;

/** The environments that come with tune4j. */
public final class BuiltInEnvironments implements EnvironmentProvider {
  @Override
  public Map<String, Function<EnvContext, Environment>> environments() {
    return Map.of(
        "CartPole-v0", context -> new CartPole(200), "CartPole-v1", context -> new CartPole(500));
  }
}
