package org.tune4j.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;
import org.tune4j.trial.TrialStatus;

/** Runs searches on functions, as the engine would. */
public final class Runs {
  /** What the searches of tests and benchmarks minimise. */
  public static final Objective LOSS = new Objective("loss", Objective.Mode.MIN);

  private Runs() {}

  /** A searcher that lets an algorithm of that kind search, with its own defaults. */
  public static AlgorithmSearcher searcher(
      String kind, ParameterSpace space, int samples, int concurrent, long seed) {
    AlgorithmKind found = AlgorithmKinds.named(kind);
    if (found == null) {
      throw new IllegalArgumentException("no algorithm " + kind);
    }
    Algorithm algorithm =
        found
            .factory()
            .make(new AlgorithmKind.Setup(space, seed, Config.empty(), samples, concurrent));
    return new AlgorithmSearcher(space, algorithm, Objectives.of(LOSS), samples, seed, List.of());
  }

  /**
   * The best value after each evaluation.
   *
   * @param running how many trials run at a time; the oldest ends first
   * @param function of {@code config}; less is better
   */
  public static double[] bestSoFar(
      Searcher searcher, int evaluations, int running, ToDoubleFunction<Config> function) {
    return bestSoFar(searcher, evaluations, running, count -> 0, function);
  }

  /**
   * The best value after each evaluation.
   *
   * @param running how many trials run at a time
   * @param next which of so many running trials, the oldest being 0, ends next
   * @param function of {@code config}; less is better
   */
  public static double[] bestSoFar(
      Searcher searcher,
      int evaluations,
      int running,
      IntUnaryOperator next,
      ToDoubleFunction<Config> function) {
    double[] best = new double[evaluations];
    List<Trial> trials = new ArrayList<>();
    int number = 0;
    for (int ended = 0; ended < evaluations; ) {
      while (number < evaluations
          && trials.size() < running
          && searcher.suggest(number) instanceof Suggestion.Propose propose) {
        trials.add(started(number++, propose.variant()));
      }
      Trial trial = trials.remove(next.applyAsInt(trials.size()));
      double value = function.applyAsDouble(trial.config());
      end(searcher, trial, value);
      best[ended] = ended == 0 ? value : Math.min(best[ended - 1], value);
      ended++;
    }
    return best;
  }

  /** A trial that runs. */
  public static Trial started(int number, Config variant) {
    Instant at = Instant.ofEpochSecond(number);
    return Trial.proposed(
            "s", number, "T", variant.getConfig("config"), number + 1, PlacementGroup.ONE_CPU, at)
        .started(Placement.on("m", Resources.ONE_CPU), at);
  }

  /** It reports a result; the trial as it is then. */
  public static Trial report(Searcher searcher, Trial trial, int iteration, double value) {
    Trial better =
        LOSS.isBetter(value, trial.bestValue())
            ? trial.withBest(new TrialState.Best(value, iteration))
            : trial;
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put(LOSS.metric(), value);
    searcher.onResult(
        better, new Result(trial.id(), 1, iteration, iteration, 0, 1, metrics, null, false));
    return better;
  }

  /** It reports one result and ends well. */
  public static void end(Searcher searcher, Trial trial, double value) {
    Trial better =
        LOSS.isBetter(value, null) ? trial.withBest(new TrialState.Best(value, 1)) : trial;
    if (Double.isFinite(value)) { // no result has any other
      TreeMap<String, Double> metrics = new TreeMap<>();
      metrics.put(LOSS.metric(), value);
      searcher.onResult(better, new Result(trial.id(), 1, 1, 1, 0, 1, metrics, null, true));
    }
    searcher.onEnded(
        better.ended(TrialStatus.TERMINATED, "done", null, Instant.ofEpochSecond(trial.number())));
  }

  /** It ends by an error, without a result. */
  public static void fail(Searcher searcher, Trial trial) {
    searcher.onEnded(
        trial.ended(TrialStatus.ERROR, "failed", "boom", Instant.ofEpochSecond(trial.number())));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
