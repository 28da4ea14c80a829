package org.tune4j.tuner.schedule;

import java.math.BigInteger;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.SearchSpace;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Keeps a config that was changed a config of its space: what is computed from other values is
 * computed again, what depends on a condition comes and goes with it, and constraints hold.
 */
final class Consistent {
  private static final String RUN = "run";
  private static final String CONFIG = "config";
  private static final String RESOURCES = "resources_per_trial";

  private final SearchSpace space;
  private final boolean isDependent;

  /**
   * @throws InvalidInputException when configs depend on what their trials hold, and that is not
   *     the same for all: a config goes from one to another
   */
  Consistent(SearchSpace space) {
    boolean readsResources = space.dependsOn(RESOURCES);
    boolean areComputed = space.hasDependencies(RESOURCES) && space.configDependsOn(RESOURCES);
    if (readsResources && (space.varies(RESOURCES) || areComputed)) {
      throw new InvalidInputException(
          new Problem(
              "type: configs of a population go from trial to trial, and resources do not, so what"
                  + " config reads of "
                  + RESOURCES
                  + " must be the same for all",
              null,
              "write numbers there"));
    }
    this.space = space;
    this.isDependent = readsResources || space.hasDependencies(CONFIG);
  }

  /**
   * The config of the space that has these values; {@code null} when there is none.
   *
   * @param random what comes with a condition is drawn from it, each time anew; nothing else is
   */
  @Nullable Config made(String trainable, Config changed, RandomGenerator random) {
    Config variant = Config.of(Map.of(RUN, trainable, CONFIG, changed));
    try {
      Config whole = isDependent ? resolved(variant, random.nextLong()) : variant;
      return space.allows(whole) ? whole.getConfig(CONFIG) : null;
    } catch (InvalidInputException e) {
      return null; // an expression fails for these values
    }
  }

  private Config resolved(Config variant, long seed) {
    return space.keeping(variant).variant(BigInteger.ZERO, seed, 0);
  }
}
