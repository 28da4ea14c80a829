package org.tune4j.tuner.stop;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;

/** A rule that ends a trial. */
public sealed interface StopRule extends Stopper
    permits StopRule.OfResult, StopRule.And, StopRule.Or, Plateau {

  /** Begins to watch a trial. */
  TrialWatch watch();

  /** The rule of a {@code stop} map: any of its metrics at or above its value. */
  static StopRule ofMap(Map<String, Double> stop) {
    return new Or(
        stop.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .<StopRule>map(entry -> new AtLeast(entry.getKey(), entry.getValue()))
            .toList());
  }

  /** So many iterations. */
  static StopRule iterations(long count) {
    return new AtLeast(Result.TRAINING_ITERATION, count);
  }

  /** So many timesteps. */
  static StopRule steps(long count) {
    return new AtLeast(Result.TIMESTEPS_TOTAL, count);
  }

  /** So many episodes. */
  static StopRule episodes(long count) {
    return new AtLeast(Result.EPISODES_TOTAL, count);
  }

  /** So many seconds in steps. */
  static StopRule timeS(double seconds) {
    return new AtLeast(Result.TIME_TOTAL_S, seconds);
  }

  /** A rule that needs to see no more than one result, and remembers none. */
  sealed interface OfResult extends StopRule permits Threshold, Holds {

    /** Why the trial ends after this result; {@code null} when it goes on. */
    @Nullable String reason(Result result);

    @Override
    default TrialWatch watch() {
      return this::reason;
    }
  }

  /** One metric has reached a value. A metric that is not there yet has not. */
  sealed interface Threshold extends OfResult permits AtLeast, AtMost {
    /** Which one. */
    String metric();

    /** The number that it must reach. */
    double value();

    @Override
    default SortedSet<String> metrics() {
      return Rules.names(metric());
    }
  }

  /** A metric is at or above a value. */
  record AtLeast(String metric, double value) implements Threshold {
    @Override
    public @Nullable String reason(Result result) {
      Double reached = result.value(metric);
      return reached != null && reached >= value
          ? metric + " " + Rules.text(reached) + " >= " + Rules.text(value)
          : null;
    }

    @Override
    public Map<String, Object> words() {
      return Rules.words(metric, "at_least", value);
    }

    @Override
    public String toString() {
      return metric + " >= " + Rules.text(value);
    }
  }

  /** A metric is at or below a value. */
  record AtMost(String metric, double value) implements Threshold {
    @Override
    public @Nullable String reason(Result result) {
      Double reached = result.value(metric);
      return reached != null && reached <= value
          ? metric + " " + Rules.text(reached) + " <= " + Rules.text(value)
          : null;
    }

    @Override
    public Map<String, Object> words() {
      return Rules.words(metric, "at_most", value);
    }

    @Override
    public String toString() {
      return metric + " <= " + Rules.text(value);
    }
  }

  /** All of several rules hold of the same result. */
  record And(List<StopRule> rules) implements StopRule {
    public And {
      rules = Rules.some("and", rules);
    }

    @Override
    public TrialWatch watch() {
      List<TrialWatch> watches = rules.stream().map(StopRule::watch).toList();
      return result -> Rules.all(watches.stream().map(watch -> watch.reason(result)).toList());
    }

    @Override
    public SortedSet<String> metrics() {
      return Rules.metrics(rules);
    }

    @Override
    public Map<String, Object> words() {
      return Map.of("and", Rules.words(rules));
    }

    @Override
    public String toString() {
      return Rules.joined(rules, " and ");
    }
  }

  /** One of several rules; the first that fires gives the reason. */
  record Or(List<StopRule> rules) implements StopRule {
    public Or {
      rules = List.copyOf(rules);
    }

    @Override
    public TrialWatch watch() {
      List<TrialWatch> watches = rules.stream().map(StopRule::watch).toList();
      return result -> {
        String first = null;
        for (TrialWatch watch : watches) {
          String reason = watch.reason(result); // also when it is decided: each must see them all
          first = first == null ? reason : first;
        }
        return first;
      };
    }

    @Override
    public SortedSet<String> metrics() {
      return Rules.metrics(rules);
    }

    @Override
    public Map<String, Object> words() {
      return Map.of("or", Rules.words(rules));
    }

    @Override
    public String toString() {
      return Rules.joined(rules, " or ");
    }
  }
}
