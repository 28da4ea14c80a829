package org.tune4j.tuner.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.trial.SweepEvent;
import org.tune4j.tuner.engine.Command;

/**
 * Holds the sweeps of a scenario to what the pages of their schedulers say of who goes on: from
 * outside, by their events and commands alone.
 */
final class PromotionCheck implements Observer {
  private final Map<String, PromotionRules> rules = new HashMap<>();

  PromotionCheck(List<Scenario.Drawn> sweeps) {
    for (Scenario.Drawn sweep : sweeps) {
      PromotionRules its = rules(sweep);
      if (its != null) {
        rules.put(sweep.sweep().rules().name(), its);
      }
    }
  }

  private static PromotionRules rules(Scenario.Drawn sweep) {
    return switch (sweep.scheduler().kind().name()) {
      case "asha" -> AshaRules.of(sweep);
      case "hyperband", "bohb" -> HyperBandRules.of(sweep);
      default -> null;
    };
  }

  @Override
  public void decided(String sweep, SweepEvent.Recorded event, List<Command> commands) {
    PromotionRules its = rules.get(sweep);
    if (its != null) {
      its.decided(event, commands);
    }
  }
}
