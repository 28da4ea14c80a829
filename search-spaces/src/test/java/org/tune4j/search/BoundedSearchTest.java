package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;
import org.tune4j.trial.TrialStatus;

/**
 * A bowl whose lowest point breaks a bound: (0.2, 0.3), where x + y must be at least 1. The best
 * that is allowed lies at (0.45, 0.55), where the loss is 0.125.
 */
@Tag("slow")
class BoundedSearchTest {
  private static final int TRIALS = 150;
  private static final int RUNNING = 4;
  private static final long[] SEEDS = {1, 2, 3};

  private static final ParameterSpace SPACE =
      ParameterSpace.of(
          Spaces.of(
              """
              config:
                x: {uniform: [0, 1]}
                y: {uniform: [0, 1]}
              """));

  @ParameterizedTest
  @ValueSource(strings = {"tpe", "cmaes", "gp", "evolution", "aging_evolution", "de"})
  void findsWhatIsBestWithinABound(String kind) {
    double above = medianAbove(kind, 1);
    assertThat(above).isBetween(-1e-12, 0.015);
    assertThat(above).isLessThan(medianAbove("random_search", 1));
  }

  /** Nearly all of the space breaks the bound: what breaks it less leads the way. */
  @ParameterizedTest
  @ValueSource(strings = {"tpe", "cmaes", "gp", "evolution", "aging_evolution", "de"})
  void findsTheWayWhereLittleIsAllowed(String kind) {
    double above = medianAbove(kind, 1.9);
    assertThat(above).isBetween(-1e-12, 0.015);
    assertThat(above).isLessThan(medianAbove("random_search", 1.9) / 4);
  }

  /** How far the best of each search is above what could be reached, the median of the seeds. */
  private static double medianAbove(String kind, double least) {
    double[] found = new double[SEEDS.length];
    double distance = least - 0.5; // both coordinates move by half of it
    for (int i = 0; i < SEEDS.length; i++) {
      found[i] = best(kind, least, SEEDS[i]) - distance * distance / 2;
    }
    return Runs.median(found);
  }

  private static double best(String kind, double least, long seed) {
    Objectives objectives =
        new Objectives(List.of(Runs.LOSS), new TreeMap<>(Map.of("sum", new Bounds(least, null))));
    Algorithm algorithm =
        Objects.requireNonNull(AlgorithmKinds.named(kind))
            .factory()
            .make(new AlgorithmKind.Setup(SPACE, seed, Config.empty(), TRIALS, RUNNING));
    Searcher searcher =
        new AlgorithmSearcher(SPACE, algorithm, objectives, TRIALS, seed, List.of());
    Queue<Trial> running = new ArrayDeque<>();
    double best = Double.POSITIVE_INFINITY;
    for (int number = 0, ended = 0; ended < TRIALS; ended++) {
      while (number < TRIALS
          && running.size() < RUNNING
          && searcher.suggest(number) instanceof Suggestion.Propose propose) {
        running.add(Runs.started(number++, propose.variant()));
      }
      best = Math.min(best, end(searcher, running.remove(), objectives));
    }
    return best;
  }

  /** As the engine would; the loss, or infinity when the bound is broken. */
  private static double end(Searcher searcher, Trial trial, Objectives objectives) {
    double x = trial.config().getDouble("x");
    double y = trial.config().getDouble("y");
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("loss", (x - 0.2) * (x - 0.2) + (y - 0.3) * (y - 0.3));
    metrics.put("sum", x + y);
    Result result = new Result(trial.id(), 1, 1, 1, 0, 1, metrics, null, true);
    Outcome outcome = Objects.requireNonNull(objectives.outcome(result));
    Trial judged = trial.withOutcome(outcome);
    double loss = outcome.values().get(0);
    if (outcome.isFeasible()) {
      judged = judged.withBest(new TrialState.Best(loss, 1));
    }
    searcher.onResult(judged, result);
    searcher.onEnded(judged.ended(TrialStatus.TERMINATED, "done", null, trial.createdAt()));
    return outcome.isFeasible() ? loss : Double.POSITIVE_INFINITY;
  }
}
