package org.tune4j.tuner.stop;

import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.MetricCondition;
import org.tune4j.trial.Result;

/** An expression over the metrics is true: {@code loss < 0.1 && training_iteration > 5}. */
public record Holds(MetricCondition condition) implements StopRule.OfResult {

  /**
   * The rule of that expression.
   *
   * @throws IllegalArgumentException when it cannot be compiled, or is neither true nor false
   */
  public static Holds of(String expression) {
    return new Holds(MetricCondition.of(expression));
  }

  @Override
  public @Nullable String reason(Result result) {
    return condition.holds(result::value)
        ? "expression: " + condition + " (" + values(result) + ")"
        : null;
  }

  private String values(Result result) {
    return condition.metrics().stream()
        .map(metric -> metric + " " + Rules.text(result.value(metric)))
        .collect(Collectors.joining(", "));
  }

  @Override
  public SortedSet<String> metrics() {
    return condition.metrics();
  }

  @Override
  public Map<String, Object> words() {
    return Map.of("expression", condition.toString());
  }

  @Override
  public String toString() {
    return condition.toString();
  }
}
