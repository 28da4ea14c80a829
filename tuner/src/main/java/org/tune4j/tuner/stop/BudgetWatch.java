package org.tune4j.tuner.stop;

import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.stop.SweepStopRule.Budget;

/** Adds up what trials take. */
final class BudgetWatch implements SweepWatch {
  private final Budget rule;
  private long ended;
  private Effort effort = Effort.NONE;

  BudgetWatch(Budget rule) {
    this.rule = rule;
  }

  @Override
  public void onResult(Trial trial, Result result, Effort spent) {
    effort = effort.plus(spent);
  }

  @Override
  public void onEnded(Trial trial) {
    ended++;
  }

  @Override
  public @Nullable String reason() {
    double used = used();
    if (used < rule.amount()) {
      return null;
    }
    String amount = Rules.text(rule.amount());
    return rule.of() == Budget.Of.TRIALS
        ? "budget: the trials that have ended are " + Rules.text(used) + " >= " + amount
        : "budget: the trials have taken %s %s >= %s"
            .formatted(
                rule.of() == Budget.Of.TIME_S ? Rules.shortText(used) : Rules.text(used),
                rule.of().unit(),
                amount);
  }

  private double used() {
    return switch (rule.of()) {
      case TRIALS -> ended;
      case ITERATIONS -> effort.iterations();
      case STEPS -> effort.steps();
      case TIME_S -> effort.seconds();
    };
  }

  static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
