package org.tune4j.search.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.tune4j.search.Runs;
import org.tune4j.space.Seeds;

/**
 * What searchers find with many trials at a time: 64 run, 512 in all. Beside the median of the best
 * values stands the rank test of the first searcher against each other one (Mann and Whitney,
 * two-sided).
 *
 * <pre>ConcurrentBenchmark [KIND,... [PROBLEM,... [oldest|random [SEEDS [FIRST_SEED]]]]]</pre>
 *
 * <p>{@code oldest}: the trial that has run longest ends next; {@code random}: any of them does.
 */
public final class ConcurrentBenchmark {
  private static final int RUNNING = 64;
  private static final int EVALUATIONS = 512;
  private static final List<Integer> MARKS = List.of(128, 256, EVALUATIONS);

  private ConcurrentBenchmark() {}

  public static void main(String[] args) {
    String[] kinds = (args.length > 0 ? args[0] : "auto,random_search,sobol").split(",");
    String problems = args.length > 1 ? args[1] : "hartmann6,ackley10_shifted,rastrigin5_shifted";
    boolean inOrder = args.length <= 2 || args[2].equals("oldest");
    int seeds = args.length > 3 ? Integer.parseInt(args[3]) : 20;
    long firstSeed = args.length > 4 ? Long.parseLong(args[4]) : 0;
    for (String name : problems.split(",")) {
      BenchProblem problem = Objects.requireNonNull(BenchProblem.all().get(name), name);
      Map<String, double[][]> found = new LinkedHashMap<>();
      for (String kind : kinds) {
        long began = System.nanoTime();
        double[][] best = new double[MARKS.size()][seeds];
        for (int i = 0; i < seeds; i++) {
          double[] run = run(kind, problem, RUNNING, EVALUATIONS, inOrder, firstSeed + i);
          for (int mark = 0; mark < best.length; mark++) {
            best[mark][i] = run[MARKS.get(mark) - 1];
          }
        }
        found.put(kind, best);
        double ms = (System.nanoTime() - began) / 1e6 / seeds / EVALUATIONS;
        System.out.println(line(name, kind, best, found.get(kinds[0]), ms));
      }
    }
  }

  /** The best value after each evaluation. */
  static double[] run(
      String kind, BenchProblem problem, int running, int evaluations, boolean inOrder, long seed) {
    RandomGenerator random = Seeds.random(seed, "order", 0);
    return Runs.bestSoFar(
        Runs.searcher(kind, problem.space(), evaluations, running, seed),
        evaluations,
        running,
        count -> inOrder ? 0 : random.nextInt(count),
        problem.function());
  }

  private static String line(
      String problem, String kind, double[][] best, double[][] first, double ms) {
    StringBuilder line = new StringBuilder("%-18s %-14s".formatted(problem, kind));
    for (int mark = 0; mark < best.length; mark++) {
      double p = QualityBenchmark.mannWhitney(first[mark], best[mark]);
      double median = QualityBenchmark.median(best[mark]);
      line.append(" | after %d %10.4g p %.1e".formatted(MARKS.get(mark), median, p));
    }
    return line + " | %.2f ms".formatted(ms);
  }
}
