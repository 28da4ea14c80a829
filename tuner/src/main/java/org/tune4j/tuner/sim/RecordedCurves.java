package org.tune4j.tuner.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Searcher;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.SweepRules;
import org.tune4j.tuner.stop.StopRule;
import org.tune4j.tuner.stop.TrialWatch;

/**
 * Learning curves as trials have reported them. Where a recorded curve ends, its trainable is done:
 * nobody knows what would have come after.
 */
public final class RecordedCurves implements Curves {
  private static final String NUMBER = "number";

  private final List<Curve> curves;
  private final Map<Config, Integer> byConfig = new HashMap<>();
  private final boolean theSameTrials;

  /**
   * What one trial reported.
   *
   * @param number of the trial in its sweep
   * @param trainable what ran
   * @param resources what it asked for
   * @param isDone whether its trainable was done with the last of them
   * @param results those that count, by ascending training_iteration; at least one. What they have
   *     of {@code extra} is left out
   */
  public record Curve(
      int number,
      String trainable,
      Config config,
      PlacementGroup resources,
      boolean isDone,
      List<Result> results) {
    public Curve {
      results = new PackedResults(results);
      if (results.isEmpty()) {
        throw new IllegalArgumentException("recorded curve: there must be a result");
      }
    }

    /** Whether it ended before its trainable was done and before that rule ended it. */
    boolean isCutShort(StopRule stop) {
      TrialWatch watch = stop.watch();
      String reason = null;
      for (Result result : results) { // some rules remember what they saw
        reason = watch.reason(result);
      }
      return !isDone && reason == null;
    }
  }

  private RecordedCurves(List<Curve> curves, boolean theSameTrials) {
    this.curves = List.copyOf(curves);
    this.theSameTrials = theSameTrials;
    for (int number = 0; number < curves.size(); number++) {
      byConfig.putIfAbsent(curves.get(number).config(), number);
    }
  }

  /** Of other trials: the one with the same config tells what a trial reports. */
  public static RecordedCurves byConfig(List<Curve> curves) {
    return new RecordedCurves(curves, false);
  }

  /** Of the same trials: the one with the same number does. */
  public static RecordedCurves byNumber(List<Curve> curves) {
    return new RecordedCurves(curves, true);
  }

  /** How many curves ended before their trainable was done and before that rule ended them. */
  public int cutShort(StopRule stop) {
    return (int) curves.stream().filter(curve -> curve.isCutShort(stop)).count();
  }

  /** The number that a trial has in the sweep that was recorded, when it is one of those. */
  public int recordedNumber(Trial trial) {
    return theSameTrials ? curves.get(trial.number()).number() : trial.number();
  }

  /** How many there are. */
  public int size() {
    return curves.size();
  }

  @Override
  public Step step(Trial trial, int iteration, @Nullable State state) {
    Integer number = theSameTrials ? (Integer) trial.number() : number(trial);
    if (number == null) {
      return Step.failing(0, "no recorded trial had this config");
    }
    List<Result> results = curves.get(number).results();
    int at = firstFrom(results, iteration);
    Result result = results.get(at);
    Result before = at == 0 ? null : results.get(at - 1);
    int covers = result.trainingIteration() - (before == null ? 0 : before.trainingIteration());
    double seconds = result.timeTotalS() - (before == null ? 0 : before.timeTotalS());
    long timesteps = result.timestepsTotal() - (before == null ? 0 : before.timestepsTotal());
    return new Step(
        Math.max(0, seconds / covers),
        result.metrics(),
        Math.max(0, timesteps / covers),
        iteration >= results.getLast().trainingIteration(),
        1,
        null,
        null);
  }

  private @Nullable Integer number(Trial trial) {
    int number = trial.number();
    return number < curves.size() && curves.get(number).config().equals(trial.config())
        ? (Integer) number // several may have the same config
        : byConfig.get(trial.config());
  }

  /** The place of the first result at or after an iteration; of the last when there is none. */
  private static int firstFrom(List<Result> results, int iteration) {
    int usual = Math.min(iteration, results.size()) - 1;
    if (results.get(usual).trainingIteration() == iteration) {
      return usual; // no iteration is missing before it
    }
    int low = 0;
    int high = results.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (results.get(middle).trainingIteration() < iteration) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Proposes the recorded configs, in their order. */
  public Searcher searcher() {
    return new Again();
  }

  /**
   * A sweep's rules, by which its trials ask for what they asked for when they were recorded.
   *
   * @param name that of the recorded sweep
   */
  public SweepRules rules(SweepRules rules, String name) {
    return once(rules, name, variant -> curves.get((int) variant.getLong(NUMBER)).resources());
  }

  /** A sweep's rules, by which a trial whose config was not recorded is not tried again. */
  public static SweepRules rules(SweepRules rules) {
    return once(rules, rules.name(), rules.request());
  }

  /** What was not recorded will not be when it is tried again, and no time passes until then. */
  private static SweepRules once(
      SweepRules rules, String name, Function<Config, PlacementGroup> request) {
    return new SweepRules(
        name,
        rules.seed(),
        rules.objectives(),
        rules.stop(),
        rules.maxConcurrent(),
        0,
        rules.timeBudget(),
        rules.checkpointsToKeep(),
        rules.checkpointQuota(),
        request);
  }

  private final class Again implements Searcher {
    @Override
    public Suggestion suggest(int number) {
      if (number >= curves.size()) {
        return new Suggestion.Exhausted();
      }
      Curve curve = curves.get(number);
      return new Suggestion.Propose(
          Config.of(
              Map.of("run", curve.trainable(), "config", curve.config(), NUMBER, (long) number)));
    }

    @Override
    public OptionalLong total() {
      return OptionalLong.of(curves.size());
    }
  }
}
