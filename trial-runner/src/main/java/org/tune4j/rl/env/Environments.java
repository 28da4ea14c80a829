package org.tune4j.rl.env;

import java.util.Collections;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.plugin.OwnClass;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/** The registry of environments: names that providers bring, and names of classes. Thread-safe. */
public final class Environments {
  private Environments() {}

  /** All known names, sorted. */
  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(known().keySet()));
  }

  /**
   * Makes an environment.
   *
   * @param name a known name, RLlib's own name for such an environment, or the name of a class that
   *     implements {@link Environment}
   * @throws InvalidInputException when there is none of that name, or it cannot be made
   */
  public static Environment create(String name, EnvContext context) {
    SortedMap<String, Function<EnvContext, Environment>> known = known();
    Function<EnvContext, Environment> factory = known.get(name);
    if (factory == null) {
      factory = known.get(RllibNames.known(name));
    }
    if (factory == null) {
      return ofClass(name, context);
    }
    try {
      return factory.apply(context);
    } catch (IllegalArgumentException e) {
      throw problem("env: " + name + ": " + e.getMessage(), null);
    }
  }

  /** Makes an environment that is the only one of its trial. */
  public static Environment create(String name, Config envConfig) {
    return create(name, EnvContext.of(envConfig));
  }

  private static SortedMap<String, Function<EnvContext, Environment>> known() {
    SortedMap<String, Function<EnvContext, Environment>> all = new TreeMap<>();
    ServiceLoader.load(EnvironmentProvider.class, Environments.class.getClassLoader())
        .forEach(provider -> all.putAll(provider.environments()));
    return all;
  }

  private static Environment ofClass(String name, EnvContext context) {
    if (!OwnClass.exists(name)) {
      throw problem("env: there is no environment " + name, Problems.useNearest(name, names()));
    }
    return OwnClass.offered(Environment.class, "env", name, context, context.envConfig());
  }

  private static InvalidInputException problem(String message, @Nullable String maybe) {
    return new InvalidInputException(new Problem(message, null, maybe));
  }
}
