package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** Stops a trial whose metric leaves its bounds: the rule of Optuna's {@code ThresholdPruner}. */
final class Threshold extends JudgedOnce<Threshold.Last> {
  private static final String NAME = "threshold";
  private static final String LOWER = "lower";
  private static final String UPPER = "upper";

  /** {@code threshold}. */
  static final SchedulerKind KIND =
      new SchedulerKind(NAME, Set.of(), true, schema(), Threshold::new);

  /** A trial that has not ended. */
  static final class Last extends Past {
    /** The last interval in which it was judged. */
    private long step = -1;
  }

  private final double lower;
  private final double upper;
  private final Steps steps;

  Threshold(SchedulerKind.Setup setup) {
    super(NAME, new Judge(setup.objective(), null, setup.timeAttr())); // nothing is compared
    Config settings = setup.settings();
    if (settings.get(LOWER) == null && settings.get(UPPER) == null) {
      String message = "lower: must be given, or upper, or both";
      throw new InvalidInputException(new Problem(message, null, "add upper: NUMBER"));
    }
    this.lower = settings.getDouble(LOWER, Double.NEGATIVE_INFINITY);
    this.upper = settings.getDouble(UPPER, Double.POSITIVE_INFINITY);
    this.steps = Steps.of(settings);
    if (lower > upper) {
      String message =
          "lower: must not be more than upper (%s > %s)"
              .formatted(Numbers.text(lower), Numbers.text(upper));
      throw new InvalidInputException(new Problem(message, null, "swap them"));
    }
  }

  private static ConfigSchema schema() {
    ValueType number = new ValueType.Real(-Double.MAX_VALUE, Double.MAX_VALUE);
    List<ConfigSchema.Key> keys = new ArrayList<>(Steps.KEYS);
    keys.add(new ConfigSchema.Key(LOWER, number, "a trial with less of its metric ends"));
    keys.add(new ConfigSchema.Key(UPPER, number, "a trial with more of its metric ends"));
    return ConfigSchema.of(keys, Map.of());
  }

  @Override
  Last begin() {
    return new Last();
  }

  @Override
  Verdict judge(Trial trial, Last last, Result result, double value, boolean othersWait) {
    long step = steps.at(age(result));
    if (step <= last.step) {
      return Verdict.GO_ON;
    }
    last.step = step;
    double reported = reported(value);
    if (reported >= lower && reported <= upper) {
      return Verdict.GO_ON;
    }
    boolean isLess = reported < lower;
    return new Verdict.Stop(
        reason(
            "%s %s at %s is %s than %s"
                .formatted(
                    metric(),
                    text(value),
                    at(result),
                    isLess ? "less" : "more",
                    Numbers.text(isLess ? lower : upper))));
  }

  @Override
  public List<String> plan() {
    List<String> bounds = new ArrayList<>();
    if (lower > Double.NEGATIVE_INFINITY) {
      bounds.add("less than " + Numbers.text(lower));
    }
    if (upper < Double.POSITIVE_INFINITY) {
      bounds.add("more than " + Numbers.text(upper));
    }
    return List.of(
        "%s: a trial ends%s when its %s is %s"
            .formatted(NAME, steps.text(timeAttr()), metric(), String.join(" or ", bounds)));
  }
}
