package org.tune4j.tuner.schedule;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.tune4j.search.Score;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/**
 * A rule that judges each age of a trial once. A trial that was lost and reports an age again is
 * not judged again: what was said of it then is said again.
 *
 * @param <P> what is remembered of a trial until it ends
 */
abstract class JudgedOnce<P extends JudgedOnce.Past> implements TrialScheduler {

  /** What is remembered of a trial until it ends. */
  static class Past {
    /** The oldest that it was judged. */
    double age = Double.NEGATIVE_INFINITY;

    /** What it was told that still holds. */
    Verdict told = Verdict.GO_ON;

    /** How old it was when it was told so. */
    double toldAt = Double.POSITIVE_INFINITY;
  }

  /** No mean with a value in it that is out of bounds is less. */
  private static final double OUT = Score.INFEASIBLE * 1e-10;

  private final String name;
  private final Judge judge;
  private final Map<String, P> pasts = new HashMap<>();

  /**
   * @param name of the rule, with which its reasons begin
   * @param judge of one objective, maybe with bounds
   */
  JudgedOnce(String name, Judge judge) {
    this.name = name;
    this.judge = judge;
  }

  /** Of a trial of which nothing is known. */
  abstract P begin();

  /**
   * Judges a trial that is older than ever.
   *
   * @param past its {@link Past#age} is that of the result before
   * @param value less being better; out of bounds it is worse than any that is not
   */
  abstract Verdict judge(Trial trial, P past, Result result, double value, boolean othersWait);

  /** A trial reported an age that it had reported before. */
  void again(P past, double age, double value) {}

  @Override
  public void onAdded(Trial trial) {
    pasts.put(trial.id(), begin());
  }

  @Override
  public final Verdict onResult(Trial trial, Result result, boolean othersWait) {
    Double age = judge.age(result);
    Score score = judge.score(result);
    if (age == null || score == null) {
      return Verdict.GO_ON;
    }
    double value = score.value();
    P past = past(trial);
    if (age <= past.age) {
      again(past, age, value);
    } else if (!(past.told
        instanceof Verdict.Pause)) { // a stop that was not heeded may be taken back
      past.told = judge(trial, past, result, value, othersWait);
      past.toldAt = age;
      past.age = age;
    }
    return age >= past.toldAt ? past.told : Verdict.GO_ON;
  }

  @Override
  public final void onEnded(Trial trial) {
    ended(trial, past(trial));
    pasts.remove(trial.id());
  }

  /** A trial ended, and is about to be forgotten. */
  void ended(Trial trial, P past) {}

  final P past(Trial trial) {
    return Objects.requireNonNull(pasts.get(trial.id()), trial.id());
  }

  /** What it does not hold of a trial any more. */
  final void forgive(P past) {
    past.told = Verdict.GO_ON;
    past.toldAt = Double.POSITIVE_INFINITY;
  }

  final double age(Result result) {
    return Objects.requireNonNull(judge.age(result));
  }

  final String metric() {
    return judge.objective().metric();
  }

  final String timeAttr() {
    return judge.timeAttr();
  }

  /** The value that a trial reported, from one of which less is better. */
  final double reported(double value) {
    return judge.objective().signed(value);
  }

  /** What others came to, none of it between values in bounds and out of bounds. */
  final double bar(Quantile others) {
    return judge.several() == null ? others.value() : others.value(OUT);
  }

  /** Whether a value, or a mean with such a value in it, is one that is out of bounds. */
  final boolean isOut(double value) {
    return judge.several() != null && value >= OUT;
  }

  /** The value that a trial reported, for people. */
  final String text(double value) {
    return isOut(value) ? "out of bounds" : Numbers.text(reported(value));
  }

  /**
   * Whether a trial that ended ran as long as it was to: it neither failed nor was stopped by this
   * rule.
   */
  final boolean isComplete(Trial ended, P past) {
    return ended.status() == TrialStatus.TERMINATED
        && !(past.told instanceof Verdict.Stop stop
            && String.valueOf(ended.reason()).startsWith(stop.reason()));
  }

  /** {@code patience: loss did not improve}. */
  final String reason(String rest) {
    return name + ": " + rest;
  }

  /** {@code training_iteration 9}. */
  final String at(Result result) {
    return timeAttr() + " " + Numbers.text(age(result));
  }
}
