package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Score;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Result;

/**
 * What a scheduler reads from a result: how old its trial is, and how good.
 *
 * @param objective by which it judges, when that is one
 * @param several by which it judges, all together; {@code null} for the one
 * @param timeAttr what counts as age
 */
record Judge(Objective objective, @Nullable Objectives several, String timeAttr) {
  /** Worse than all that is measured. */
  static final Score WORST =
      new Score(Double.POSITIVE_INFINITY, new double[0], Double.POSITIVE_INFINITY);

  /** Several objectives and bounds count unless a metric is named for the scheduler alone. */
  static Judge of(SchedulerKind.Setup setup) {
    Objectives all = setup.objectives();
    boolean several = all != null && !all.isPlain() && setup.settings().get("metric") == null;
    return new Judge(setup.objective(), several ? all : null, setup.timeAttr());
  }

  /** The first of several objectives only; bounds count as they do in {@link #of}. */
  static Judge ofFirst(SchedulerKind.Setup setup) {
    Judge judge = of(setup);
    Objectives all = judge.several;
    Objectives first =
        all == null || all.bounds().isEmpty()
            ? null
            : new Objectives(List.of(judge.objective), all.bounds());
    return new Judge(judge.objective, first, judge.timeAttr);
  }

  /** How old a trial is; {@code null} when the result does not say. */
  @Nullable Double age(Result result) {
    return result.value(timeAttr);
  }

  /** How good a trial is, less being better; {@code null} when the result does not say. */
  @Nullable Score score(Result result) {
    if (several == null) {
      Double value = result.value(objective.metric());
      return value == null ? null : Score.of(objective.signed(value));
    }
    Outcome outcome = several.outcome(result);
    if (outcome == null) {
      return null;
    }
    double[] values = new double[outcome.values().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = several.list().get(i).signed(outcome.values().get(i));
    }
    return Score.of(values, outcome.violation());
  }

  /** {@code loss 0.9 at training_iteration 9}. */
  String text(Result result) {
    Double age = age(result);
    String what =
        objectives().stream()
            .map(o -> o.metric() + " " + text(result.value(o.metric())))
            .collect(Collectors.joining(", "));
    return what + " at " + timeAttr + " " + text(age);
  }

  private List<Objective> objectives() {
    return several == null ? List.of(objective) : several.list();
  }

  private static String text(@Nullable Double value) {
    return value == null ? "unknown" : Numbers.text(value);
  }
}
