package org.tune4j.tuner.engine;

import java.time.Instant;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;

/** Makes a trial of what a searcher proposed. */
final class TrialFactory {
  private final SweepRules rules;

  TrialFactory(SweepRules rules) {
    this.rules = rules;
  }

  Trial trial(int number, Config variant, Instant at) {
    Config config = variant.getConfig("config");
    return Trial.proposed(
        rules.name(),
        number,
        variant.getString("run"),
        config,
        seed(number, config),
        resources(variant.getConfig("resources_per_trial")),
        at);
  }

  /** A seed in the config is meant for this trial; else each trial gets its own. */
  private long seed(int number, Config config) {
    return config.get("seed") instanceof Long seed && seed > 0
        ? seed
        : Seeds.derive(rules.seed(), "trial", number);
  }

  static PlacementGroup resources(Config wanted) {
    return PlacementGroup.of(new Resources(wanted.getDouble("cpu", 1), wanted.getDouble("gpu", 0)));
  }
}
