package org.tune4j.tuner.engine;

import java.time.Instant;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;
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
        rules.request().apply(variant),
        at);
  }

  /** A seed in the config is meant for this trial; else each trial gets its own. */
  private long seed(int number, Config config) {
    return config.get("seed") instanceof Long seed && seed > 0
        ? seed
        : Seeds.derive(rules.seed(), "trial", number);
  }
}
