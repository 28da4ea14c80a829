package org.tune4j.tuner.stop;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Result;

/** A rule that ends a trial. Pure: it sees one result and keeps nothing. */
public sealed interface StopRule {

  /** Why the trial ends after this result; {@code null} when it goes on. */
  @Nullable String reason(Result result);

  /** The rule of a {@code stop} map: any of its metrics at or above its value. */
  static StopRule ofMap(Map<String, Double> stop) {
    return new Any(
        stop.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .<StopRule>map(entry -> new AtLeast(entry.getKey(), entry.getValue()))
            .toList());
  }

  /** A metric has reached a value. A metric that is not there yet has not. */
  record AtLeast(String metric, double value) implements StopRule {
    @Override
    public @Nullable String reason(Result result) {
      Double reached = result.value(metric);
      return reached != null && reached >= value
          ? metric + " " + Numbers.text(reached) + " >= " + Numbers.text(value)
          : null;
    }
  }

  /** One of several rules; the first that fires gives the reason. */
  record Any(List<StopRule> rules) implements StopRule {
    public Any {
      rules = List.copyOf(rules);
    }

    @Override
    public @Nullable String reason(Result result) {
      for (StopRule rule : rules) {
        String reason = rule.reason(result);
        if (reason != null) {
          return reason;
        }
      }
      return null;
    }
  }
}
