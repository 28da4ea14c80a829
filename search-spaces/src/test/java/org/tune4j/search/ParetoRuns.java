package org.tune4j.search;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Function;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/** Runs searches with several objectives, as the engine would. */
public final class ParetoRuns {
  private ParetoRuns() {}

  /** So many objectives, all to be made small: {@code f0}, {@code f1}, ... */
  public static Objectives objectives(int count) {
    List<Objective> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(new Objective("f" + i, Objective.Mode.MIN));
    }
    return new Objectives(list, new TreeMap<>());
  }

  /** A searcher that lets an algorithm of that kind search. */
  public static AlgorithmSearcher searcher(
      String kind,
      ParameterSpace space,
      int objectives,
      int samples,
      int concurrent,
      long seed,
      Config settings) {
    AlgorithmKind found = AlgorithmKinds.named(kind);
    if (found == null) {
      throw new IllegalArgumentException("no algorithm " + kind);
    }
    Algorithm algorithm =
        found
            .factory()
            .make(new AlgorithmKind.Setup(space, seed, settings, samples, concurrent, objectives));
    return new AlgorithmSearcher(
        space, algorithm, objectives(objectives), samples, seed, List.of());
  }

  /**
   * The values of all trials, in the order in which they ended.
   *
   * @param running how many trials run at a time; the oldest ends first
   * @param function of {@code config}
   */
  public static List<double[]> values(
      Searcher searcher, int evaluations, int running, Function<Config, double[]> function) {
    List<double[]> all = new ArrayList<>();
    Queue<Trial> trials = new ArrayDeque<>();
    int number = 0;
    while (all.size() < evaluations) {
      while (number < evaluations
          && trials.size() < running
          && searcher.suggest(number) instanceof Suggestion.Propose propose) {
        trials.add(Runs.started(number++, propose.variant()));
      }
      Trial trial = trials.remove();
      double[] values = function.apply(trial.config());
      end(searcher, trial, values, 0);
      all.add(values);
    }
    return all;
  }

  /** It reports one result and ends well. */
  public static void end(Searcher searcher, Trial trial, double[] values, double violation) {
    TreeMap<String, Double> metrics = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) { // no result has any other
        metrics.put("f" + i, values[i]);
      }
    }
    Trial known =
        trial.withOutcome(new Outcome(Arrays.stream(values).boxed().toList(), violation, 1));
    searcher.onResult(known, new Result(trial.id(), 1, 1, 1, 0, 1, metrics, null, true));
    searcher.onEnded(ended(known));
  }

  /** It ends well, but a metric that is needed was not there. */
  public static void endWithout(Searcher searcher, Trial trial) {
    searcher.onEnded(ended(trial));
  }

  private static Trial ended(Trial trial) {
    return trial.ended(TrialStatus.TERMINATED, "done", null, Instant.ofEpochSecond(trial.number()));
  }
}
