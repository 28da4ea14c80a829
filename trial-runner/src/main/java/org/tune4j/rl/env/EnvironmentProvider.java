package org.tune4j.rl.env;

import java.util.Map;
import java.util.function.Function;

/** Found by the {@link java.util.ServiceLoader}: brings environments under their names. */
public interface EnvironmentProvider {
  /**
   * How to make each environment. A function may throw {@link IllegalArgumentException} with what
   * is wrong with the {@code env_config}.
   */
  Map<String, Function<EnvContext, Environment>> environments();
}
