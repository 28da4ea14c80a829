package org.tune4j.tuner.stop;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/** Results for rules to judge. */
final class Reports {
  private Reports() {}

  static Trial trial(int number) {
    return Trial.proposed(
        "s", number, "nothing", Config.empty(), 1, PlacementGroup.ONE_CPU, Instant.EPOCH);
  }

  static Result result(int number, int iteration, Map<String, Double> metrics) {
    return new Result(
        Trial.id("s", number),
        1,
        iteration,
        iteration * 100L,
        iteration * 2L,
        iteration * 0.5,
        new TreeMap<>(metrics),
        null,
        false);
  }

  static Result loss(int iteration, double loss) {
    return result(0, iteration, Map.of("loss", loss));
  }
}
