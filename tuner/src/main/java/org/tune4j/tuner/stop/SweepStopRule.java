package org.tune4j.tuner.stop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A rule that ends the whole sweep. */
public sealed interface SweepStopRule extends Stopper
    permits SweepStopRule.Target,
        SweepStopRule.Budget,
        SweepStopRule.And,
        SweepStopRule.Or,
        SweepPlateau {

  /** Begins to watch a sweep. */
  SweepWatch watch();

  /** Whether it ends trials that would not end by themselves: a count of ended trials does not. */
  default boolean endsTrials() {
    return true;
  }

  /**
   * So many trials have reached a value. One that did, and was lost before it was saved, must reach
   * it again.
   *
   * @param trials how many different ones, from 1
   */
  record Target(StopRule.Threshold value, int trials) implements SweepStopRule {
    public Target {
      if (trials < 1) {
        throw new IllegalArgumentException(
            "stop: target: trials must be at least 1 (" + trials + ")");
      }
    }

    @Override
    public SweepWatch watch() {
      return new TargetWatch(this);
    }

    @Override
    public SortedSet<String> metrics() {
      return value.metrics();
    }

    @Override
    public Map<String, Object> words() {
      Map<String, Object> target = new LinkedHashMap<>(value.words());
      target.put("trials", trials);
      return Map.of("target", target);
    }

    @Override
    public String toString() {
      return value + " in " + BudgetWatch.counted(trials, "trial");
    }
  }

  /**
   * All trials together have used up so much. What a trial does again after it was lost counts
   * again: it was done.
   *
   * @param amount above 0
   */
  record Budget(Of of, double amount) implements SweepStopRule {

    /** What is counted. */
    public enum Of {
      /** Trials that have ended, well or not. */
      TRIALS,
      /** Iterations of all trials. */
      ITERATIONS,
      /** Timesteps of all trials. */
      STEPS,
      /** Seconds in steps of all trials; those of trials that run side by side are added up. */
      TIME_S;

      /** As a sweep file says it. */
      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }

      /** With a number before it. */
      String unit() {
        return this == TIME_S ? "s" : word();
      }
    }

    public Budget {
      if (!(amount > 0)) {
        throw new IllegalArgumentException(
            "stop: budget: %s must be above 0 (%s)".formatted(of.word(), amount));
      }
    }

    @Override
    public SweepWatch watch() {
      return new BudgetWatch(this);
    }

    @Override
    public boolean endsTrials() {
      return of != Of.TRIALS;
    }

    @Override
    public SortedSet<String> metrics() {
      return Rules.names();
    }

    @Override
    public Map<String, Object> words() {
      return Map.of("budget", Map.of(of.word(), amount));
    }

    @Override
    public String toString() {
      return of == Of.TRIALS
          ? Rules.text(amount) + " trials have ended"
          : Rules.text(amount) + " " + of.unit() + " of all trials together";
    }
  }

  /** All of several rules hold at the same time. */
  record And(List<SweepStopRule> rules) implements SweepStopRule {
    public And {
      rules = Rules.some("and", rules);
    }

    @Override
    public SweepWatch watch() {
      return new Several(
          rules, watches -> Rules.all(watches.stream().map(SweepWatch::reason).toList()));
    }

    @Override
    public boolean endsTrials() {
      return rules.stream().allMatch(SweepStopRule::endsTrials);
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
  record Or(List<SweepStopRule> rules) implements SweepStopRule {
    public Or {
      rules = List.copyOf(rules);
    }

    @Override
    public SweepWatch watch() {
      return new Several(rules, Or::first);
    }

    private static @Nullable String first(List<SweepWatch> watches) {
      for (SweepWatch watch : watches) {
        String reason = watch.reason();
        if (reason != null) {
          return reason;
        }
      }
      return null;
    }

    @Override
    public boolean endsTrials() {
      return rules.stream().anyMatch(SweepStopRule::endsTrials);
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
