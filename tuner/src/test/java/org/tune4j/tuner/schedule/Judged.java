package org.tune4j.tuner.schedule;

import java.util.HashMap;
import java.util.Map;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/** A scheduler, and the trials that it judges, by their numbers. */
final class Judged {
  final TrialScheduler scheduler;
  private final Map<Integer, Trial> trials = new HashMap<>();

  /** One that judges by a loss. */
  Judged(SchedulerKind kind, Map<String, Object> settings) {
    this(kind, settings, Told.LOSS);
  }

  Judged(SchedulerKind kind, Map<String, Object> settings, Objectives objectives) {
    scheduler = kind.factory().make(Told.setup(settings, objectives, -1));
  }

  Trial trial(int number) {
    return trials.computeIfAbsent(
        number,
        n -> {
          Trial trial = Told.trial(n);
          scheduler.onAdded(trial);
          return trial;
        });
  }

  Verdict report(int number, int iteration, double value) {
    return report(number, iteration, value, true);
  }

  Verdict report(int number, int iteration, double value, boolean othersWait) {
    return report(number, iteration, Map.of("loss", value, "score", value), othersWait);
  }

  /** Reports a loss, and what it costs. */
  Verdict costs(int number, int iteration, double value, double cost) {
    return report(number, iteration, Map.of("loss", value, "cost", cost), true);
  }

  private Verdict report(
      int number, int iteration, Map<String, Double> metrics, boolean othersWait) {
    Trial trial = trial(number);
    return scheduler.onResult(trial, Told.result(trial, iteration, metrics), othersWait);
  }

  /** Reports from iteration 1 on; what was said of the last. */
  Verdict reports(int number, double... values) {
    Verdict last = Verdict.GO_ON;
    for (int i = 0; i < values.length; i++) {
      last = report(number, i + 1, values[i]);
    }
    return last;
  }

  /** A trial that reports from iteration 1 on, and runs to its end. */
  void complete(int number, double... values) {
    reports(number, values);
    end(number, TrialStatus.TERMINATED);
  }

  void end(int number, TrialStatus status) {
    scheduler.onEnded(Told.ended(trial(number), status));
    trials.remove(number);
  }
}
