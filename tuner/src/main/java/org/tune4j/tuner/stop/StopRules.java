package org.tune4j.tuner.stop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All rules of a sweep; any of them will do.
 *
 * @param trial those that end a trial
 * @param sweep those that end the whole sweep
 */
public record StopRules(List<StopRule> trial, List<SweepStopRule> sweep) {
  /** Nothing but its trainable ends a trial. */
  public static final StopRules NONE = new StopRules(List.of(), List.of());

  public StopRules {
    trial = List.copyOf(trial);
    sweep = List.copyOf(sweep);
  }

  /** These, each where it belongs. */
  public static StopRules of(List<? extends Stopper> rules) {
    List<StopRule> trial = new ArrayList<>();
    List<SweepStopRule> sweep = new ArrayList<>();
    for (Stopper rule : rules) {
      switch (rule) {
        case StopRule r -> trial.add(r);
        case SweepStopRule r -> sweep.add(r);
      }
    }
    return new StopRules(trial, sweep);
  }

  /** The one that watches each trial. */
  public StopRule ofTrial() {
    return new StopRule.Or(trial);
  }

  /** The one that watches the sweep. */
  public SweepStopRule ofSweep() {
    return new SweepStopRule.Or(sweep);
  }

  /** Whether a trial that does not end by itself would come to an end. */
  public boolean endTrials() {
    return !trial.isEmpty() || ofSweep().endsTrials();
  }

  /** The value of a metric at which each trial ends by itself at the latest; infinite for none. */
  public double endsTrialsAt(String metric) {
    double least = Double.POSITIVE_INFINITY;
    for (StopRule rule : trial) {
      if (rule instanceof StopRule.AtLeast atLeast && atLeast.metric().equals(metric)) {
        least = Math.min(least, atLeast.value());
      }
    }
    return least;
  }

  /** The metrics that they read. */
  public SortedSet<String> metrics() {
    SortedSet<String> metrics = new TreeSet<>(ofTrial().metrics());
    metrics.addAll(ofSweep().metrics());
    return Collections.unmodifiableSortedSet(metrics);
  }

  /** For people, one text each. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    trial.forEach(rule -> texts.add(rule.toString()));
    sweep.forEach(rule -> texts.add("the whole sweep: " + rule));
    return texts;
  }
}
