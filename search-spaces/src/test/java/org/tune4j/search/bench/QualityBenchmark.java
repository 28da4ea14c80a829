package org.tune4j.search.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tune4j.math.Gaussian;
import org.tune4j.search.Runs;

/**
 * What our searchers find beside what Optuna's 5.0 did: the best value after 50, 100 and 200
 * evaluations, medians over the seeds 0 to 19. The rank test is Mann and Whitney's, two-sided, with
 * the correction for ties.
 *
 * <pre>QualityBenchmark [KIND,... [PROBLEM,...|all [FIRST_SEED]]]</pre>
 */
public final class QualityBenchmark {
  private static final int[] MARKS = {50, 100, 200};
  private static final int SEEDS = 20;

  private QualityBenchmark() {}

  public static void main(String[] args) throws IOException {
    String[] kinds = (args.length > 0 ? args[0] : "random_search").split(",");
    String problems = args.length > 1 ? args[1] : "all";
    long firstSeed = args.length > 2 ? Long.parseLong(args[2]) : 0;
    Map<String, Map<String, double[]>> peer = peer();
    for (BenchProblem problem : BenchProblem.all().values()) {
      if (problems.equals("all") || List.of(problems.split(",")).contains(problem.name())) {
        for (String kind : kinds) {
          compare(problem, kind, firstSeed, peer);
        }
      }
    }
  }

  private static void compare(
      BenchProblem problem, String kind, long firstSeed, Map<String, Map<String, double[]>> peer) {
    double[][] found = new double[MARKS.length][SEEDS];
    long began = System.nanoTime();
    for (int seed = 0; seed < SEEDS; seed++) {
      int most = MARKS[MARKS.length - 1];
      double[] best =
          Runs.bestSoFar(
              Runs.searcher(kind, problem.space(), most, 1, firstSeed + seed),
              most,
              1,
              problem.function());
      for (int mark = 0; mark < MARKS.length; mark++) {
        found[mark][seed] = best[MARKS[mark] - 1];
      }
    }
    double ms = (System.nanoTime() - began) / 1e6 / SEEDS / MARKS[MARKS.length - 1];
    for (int mark = 0; mark < MARKS.length; mark++) {
      Map<String, double[]> others =
          Objects.requireNonNull(peer.get(problem.name() + " " + MARKS[mark]));
      System.out.println(line(problem.name(), MARKS[mark], kind, found[mark], others, ms));
    }
  }

  private static String line(
      String problem, int mark, String kind, double[] ours, Map<String, double[]> peer, double ms) {
    String best =
        peer.keySet().stream()
            .min((a, b) -> Double.compare(median(peer.get(a)), median(peer.get(b))))
            .orElseThrow();
    double[] theirs = peer.get(best);
    double[] usual = peer.get("tpe");
    return "%-18s %3d  %-14s %10.4g  | Optuna's best (%s) %10.4g %s | its default %10.4g %s | %.2f ms"
        .formatted(
            problem,
            mark,
            kind,
            median(ours),
            best,
            median(theirs),
            verdict(ours, theirs),
            median(usual),
            verdict(ours, usual),
            ms);
  }

  private static String verdict(double[] ours, double[] theirs) {
    double p = mannWhitney(ours, theirs);
    String word = median(ours) <= median(theirs) ? "better" : "WORSE";
    return "%-6s p %.3f".formatted(word, p);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Two-sided, by the normal approximation. */
  static double mannWhitney(double[] a, double[] b) {
    double[] all = new double[a.length + b.length];
    System.arraycopy(a, 0, all, 0, a.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    Arrays.sort(all);
    double ranks = 0;
    for (double value : a) {
      int first = 0;
      while (all[first] < value) {
        first++;
      }
      int last = first;
      while (last + 1 < all.length && all[last + 1] == value) {
        last++;
      }
      ranks += (first + last) / 2.0 + 1;
    }
    double ties = 0;
    for (int i = 0; i < all.length; ) {
      int j = i;
      while (j < all.length && all[j] == all[i]) {
        j++;
      }
      double t = j - i;
      ties += t * t * t - t;
      i = j;
    }
    double n = all.length;
    double u = ranks - a.length * (a.length + 1) / 2.0;
    double mean = a.length * b.length / 2.0;
    double variance = a.length * b.length / 12.0 * (n + 1 - ties / (n * (n - 1)));
    if (variance <= 0) {
      return 1;
    }
    double z = Math.max(0, Math.abs(u - mean) - 0.5) / Math.sqrt(variance);
    return Math.min(1, 2 * Gaussian.below(-z));
  }

  /** By problem and number of evaluations, then by sampler: the values of its seeds. */
  private static Map<String, Map<String, double[]>> peer() throws IOException {
    Map<String, Map<String, double[]>> peer = new LinkedHashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                QualityBenchmark.class.getResourceAsStream("optuna-5.0.csv"),
                StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>(in.lines().toList());
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",");
        double[] values = Arrays.stream(cells).skip(3).mapToDouble(Double::parseDouble).toArray();
        peer.computeIfAbsent(cells[0] + " " + cells[2], key -> new LinkedHashMap<>())
            .put(cells[1], values);
      }
    }
    return peer;
  }
}
