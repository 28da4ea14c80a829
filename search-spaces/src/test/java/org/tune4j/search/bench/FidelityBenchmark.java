package org.tune4j.search.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tune4j.search.Runs;

/**
 * What searches find that share one rule for stopping trials early, after as many iterations:
 * medians over 20 seeds, and Mann and Whitney's test against random search.
 *
 * <pre>FidelityBenchmark [KIND,... [PROBLEM,...|all [BUDGET,... [FIRST_SEED]]]]</pre>
 *
 * <p>Budgets are in runs of {@value FidelityProblem#MAX_T} iterations. A kind with {@code -whole}
 * behind it stops no trial.
 */
public final class FidelityBenchmark {
  private static final int SEEDS = 20;
  private static final int WORKERS = 4;

  private FidelityBenchmark() {}

  public static void main(String[] args) {
    String[] kinds = (args.length > 0 ? args[0] : "random_search,bohb,dehb").split(",");
    List<String> names = List.of((args.length > 1 ? args[1] : "all").split(","));
    String[] budgets = (args.length > 2 ? args[2] : "10,30").split(",");
    long firstSeed = args.length > 3 ? Long.parseLong(args[3]) : 0;
    for (FidelityProblem problem : FidelityProblem.all()) {
      if (names.contains("all") || names.contains(problem.name())) {
        for (String budget : budgets) {
          compare(problem, kinds, Integer.parseInt(budget), firstSeed);
        }
      }
    }
  }

  private static void compare(FidelityProblem problem, String[] kinds, int budget, long firstSeed) {
    Map<String, double[]> found = new LinkedHashMap<>();
    for (String kind : kinds) {
      long began = System.nanoTime();
      found.put(kind, found(problem, kind, budget * FidelityProblem.MAX_T, firstSeed));
      double ms = (System.nanoTime() - began) / 1e6 / SEEDS;
      double[] random = Objects.requireNonNull(found.get(kinds[0]));
      System.out.printf(
          "%-24s %3d  %-20s %10.4g  p %.3f  %.0f ms a run%n",
          problem.name(),
          budget,
          kind,
          QualityBenchmark.median(found.get(kind)),
          QualityBenchmark.mannWhitney(found.get(kind), random),
          ms);
    }
  }

  /** The best value of each of 20 runs. */
  static double[] found(FidelityProblem problem, String kind, int iterations, long firstSeed) {
    boolean stops = !kind.endsWith("-whole");
    String name = stops ? kind : kind.substring(0, kind.lastIndexOf('-'));
    double[] found = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      found[seed] =
          new StoppedRun(
                  Runs.searcher(name, problem.space(), -1, WORKERS, firstSeed + seed),
                  problem,
                  stops)
              .best(iterations, WORKERS);
    }
    return found;
  }
}
