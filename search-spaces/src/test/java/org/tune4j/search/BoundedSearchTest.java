package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** Searches where a metric has a bound. */
@Tag("slow")
class BoundedSearchTest {
  private static final int RUNNING = 4;
  private static final long[] SEEDS = {1, 2, 3, 4, 5};

  private static final ParameterSpace SQUARE =
      ParameterSpace.of(
          Spaces.of(
              """
              config:
                x: {uniform: [0, 1]}
                y: {uniform: [0, 1]}
              """));

  private static final ParameterSpace CUBE =
      ParameterSpace.of(
          Spaces.of(
              """
              config:
                x: {uniform: [0, 1]}
                y: {uniform: [0, 1]}
                z: {uniform: [0, 1]}
              """));

  private static final ParameterSpace TREE =
      ParameterSpace.of(
          Spaces.of(
              """
              config:
                kind: {choice: [strict, free]}
                a: {uniform: [0, 1], when: {kind: strict}}
                b: {uniform: [0, 1], when: {kind: strict}}
                x: {uniform: [0, 1], when: {kind: free}}
                y: {uniform: [0, 1], when: {kind: free}}
              """));

  /**
   * What is to be searched.
   *
   * @param bounds of the metric "limited"
   * @param function the loss, and what is limited
   */
  private record Problem(
      ParameterSpace space, Bounds bounds, int trials, Function<Config, double[]> function) {}

  /**
   * A bowl whose lowest point breaks a bound: (0.2, 0.3), where x + y must be at least so much. The
   * best that is allowed lies on the bound.
   */
  private static Problem halfplane(double least) {
    return new Problem(
        SQUARE,
        new Bounds(least, null),
        150,
        config -> {
          double x = config.getDouble("x");
          double y = config.getDouble("y");
          return new double[] {square(x - 0.2) + square(y - 0.3), x + y};
        });
  }

  /** A bowl of which only a box around its lowest point is allowed, a sixteenth of the space. */
  private static Problem box() {
    return new Problem(
        CUBE,
        new Bounds(null, 0.2),
        100,
        config -> {
          double x = config.getDouble("x");
          double y = config.getDouble("y");
          double z = config.getDouble("z");
          double loss = square(x - 0.3) + 4 * square(y - 0.65) + square(z - 0.5 - 0.3 * (x - 0.3));
          double out =
              Math.max(Math.abs(x - 0.35), Math.max(Math.abs(y - 0.6), Math.abs(z - 0.45)));
          return new double[] {loss, out};
        });
  }

  /** In a branch with nothing to win nearly all breaks the bound; in the other nothing does. */
  private static Problem tree() {
    return new Problem(
        TREE,
        new Bounds(null, 0.1),
        120,
        config -> {
          if (config.getString("kind").equals("strict")) {
            double stripes = 37 * config.getDouble("a") + 23 * config.getDouble("b");
            return new double[] {1 + config.getDouble("a"), stripes - Math.floor(stripes)};
          }
          double x = config.getDouble("x");
          double y = config.getDouble("y");
          return new double[] {square(x - 0.2) + square(y - 0.3), 0};
        });
  }

  private static double square(double x) {
    return x * x;
  }

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
    double distance = least - 0.5; // both coordinates move by half of it
    return median(kind, halfplane(least), Run::best) - distance * distance / 2;
  }

  /** What breaks the bound must not hide how what keeps to it differs. */
  @ParameterizedTest
  @CsvSource({"tpe, 1e-3", "cmaes, 1e-6", "gp, 1e-8", "de, 0.01"})
  void findsThePointInsideOfWhatIsAllowed(String kind, double tolerance) {
    assertThat(median(kind, box(), Run::best)).isLessThan(tolerance);
  }

  @ParameterizedTest
  @CsvSource({"tpe, 1e-4, 30", "cmaes, 1e-8, 50", "gp, 1e-8, 25"})
  void leavesABranchThatBreaksTheBound(String kind, double tolerance, double infeasible) {
    assertThat(median(kind, tree(), Run::best)).isLessThan(tolerance);
    assertThat(median(kind, tree(), Run::infeasible)).isLessThan(infeasible);
  }

  private static double median(String kind, Problem problem, ToDoubleFunction<Run> measure) {
    double[] found = new double[SEEDS.length];
    for (int i = 0; i < SEEDS.length; i++) {
      found[i] = measure.applyAsDouble(run(kind, problem, SEEDS[i]));
    }
    return Runs.median(found);
  }

  /**
   * What came of a search.
   *
   * @param best the least loss that was allowed
   * @param infeasible how many trials broke the bound
   */
  private record Run(double best, int infeasible) {}

  private static Run run(String kind, Problem problem, long seed) {
    Objectives objectives =
        new Objectives(List.of(Runs.LOSS), new TreeMap<>(Map.of("limited", problem.bounds())));
    Algorithm algorithm =
        Objects.requireNonNull(AlgorithmKinds.named(kind))
            .factory()
            .make(
                new AlgorithmKind.Setup(
                    problem.space(), seed, Config.empty(), problem.trials(), RUNNING));
    Searcher searcher =
        new AlgorithmSearcher(
            problem.space(), algorithm, objectives, problem.trials(), seed, List.of());
    Queue<Trial> running = new ArrayDeque<>();
    double best = Double.POSITIVE_INFINITY;
    int infeasible = 0;
    for (int number = 0, ended = 0; ended < problem.trials(); ended++) {
      while (number < problem.trials()
          && running.size() < RUNNING
          && searcher.suggest(number) instanceof Suggestion.Propose propose) {
        running.add(Runs.started(number++, propose.variant()));
      }
      Trial trial = running.remove();
      double loss = end(searcher, trial, objectives, problem.function().apply(trial.config()));
      best = Math.min(best, loss);
      infeasible += loss == Double.POSITIVE_INFINITY ? 1 : 0;
    }
    return new Run(best, infeasible);
  }

  /** As the engine would; the loss, or infinity when the bound is broken. */
  private static double end(
      Searcher searcher, Trial trial, Objectives objectives, double[] measured) {
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("loss", measured[0]);
    metrics.put("limited", measured[1]);
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
