package org.tune4j.tuner.spec;

import java.util.Locale;
import java.util.Set;

/**
 * What users of Tune and RLlib, and readers of tune4j's plans, may name although this version does
 * not have it: to them it is no typing error.
 */
record Later(Set<String> names) {
  /** All that Tune had are there. */
  static final Later SCHEDULER = of();

  static final Later SEARCHER =
      of(
          "genetic",
          "quasirandom",
          "hyperopt",
          "optuna",
          "bayesopt",
          "hebo",
          "nevergrad",
          "skopt",
          "ax",
          "dragonfly",
          "sigopt",
          "zoopt",
          "cfo",
          "blendsearch");

  static final Later TRAINABLE =
      of(
          "alphazero",
          "apex",
          "apexddpg",
          "banditlints",
          "banditlinucb",
          "cql",
          "crr",
          "ddppo",
          "dreamer",
          "lints",
          "linucb",
          "maddpg",
          "maml",
          "mbmpo",
          "qmix",
          "r2d2",
          "random",
          "rainbow",
          "slateq");

  private static Later of(String... names) {
    return new Later(Set.of(names));
  }

  /** Also for other spellings: {@code async_hyperband}, {@code ASHAScheduler}. */
  boolean knows(String name) {
    String bare =
        name.substring(name.lastIndexOf('/') + 1)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]", "");
    return names.contains(bare)
        || names.contains(bare.replaceFirst("(scheduler|search|searcher|trainer)$", ""));
  }
}
