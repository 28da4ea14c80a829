package org.tune4j.rl.env;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The environments that come with tune4j; docs/environments.md describes each. */
public final class BuiltInEnvironments implements EnvironmentProvider {
  @Override
  public Map<String, Function<EnvContext, Environment>> environments() {
    Map<String, Function<EnvContext, Environment>> all = new TreeMap<>();
    ClassicControl.addTo(all);
    SmallEnvironments.addTo(all);
    return all;
  }
}
