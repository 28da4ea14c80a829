package org.tune4j.rl.env;

import java.util.Map;
import java.util.function.Function;
import org.tune4j.space.Config;

/** Found by the {@link java.util.ServiceLoader}: brings environments under their names. */
public interface EnvironmentProvider {
  /** How to make each environment from its {@code env_config}. */
  Map<String, Function<Config, Environment>> environments();
}
