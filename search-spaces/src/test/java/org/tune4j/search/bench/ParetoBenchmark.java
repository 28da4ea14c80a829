package org.tune4j.search.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.analysis.Hypervolume;
import org.tune4j.search.ParetoRuns;
import org.tune4j.search.Searcher;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Numbers;

/**
 * The hypervolumes of our searchers beside those of Optuna's, after 250, 500 and 1,000 evaluations:
 * medians over the seeds 0 to 19. {@code src/test/python/pareto_optuna.py} has made the others.
 *
 * <pre>ParetoBenchmark [KIND,... [PROBLEM,...|all [SEEDS [FIRST_SEED]]]]</pre>
 */
public final class ParetoBenchmark {
  private static final int[] MARKS = {250, 500, 1_000};

  private ParetoBenchmark() {}

  public static void main(String[] args) throws IOException {
    String[] kinds = (args.length > 0 ? args[0] : "nsga2").split(",");
    String problems = args.length > 1 ? args[1] : "all";
    int seeds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    long firstSeed = args.length > 3 ? Long.parseLong(args[3]) : 0;
    Map<String, Map<String, double[]>> peer = peer();
    for (ParetoProblem problem : ParetoProblem.ALL.values()) {
      if (problems.equals("all") || List.of(problems.split(",")).contains(problem.name())) {
        for (String kind : kinds) {
          compare(problem, kind, seeds, firstSeed, peer);
        }
      }
    }
  }

  private static void compare(
      ParetoProblem problem,
      String kind,
      int seeds,
      long firstSeed,
      Map<String, Map<String, double[]>> peer) {
    int references = problem.references().size();
    double[][][] found = new double[references][MARKS.length][seeds];
    long began = System.nanoTime();
    for (int seed = 0; seed < seeds; seed++) {
      List<double[]> values = values(problem, kind, firstSeed + seed);
      for (int reference = 0; reference < references; reference++) {
        for (int mark = 0; mark < MARKS.length; mark++) {
          found[reference][mark][seed] =
              Hypervolume.of(values.subList(0, MARKS[mark]), problem.references().get(reference));
        }
      }
    }
    double ms = (System.nanoTime() - began) / 1e6 / seeds / MARKS[MARKS.length - 1];
    for (int reference = 0; reference < references; reference++) {
      for (int mark = 0; mark < MARKS.length; mark++) {
        String key = key(problem, problem.references().get(reference), MARKS[mark]);
        print(key, kind, found[reference][mark], peer.getOrDefault(key, Map.of()), ms);
      }
    }
  }

  /** The hypervolumes of the seeds of each of Optuna's samplers. */
  static Map<String, double[]> peer(ParetoProblem problem, double[] reference, int evaluations)
      throws IOException {
    return peer().getOrDefault(key(problem, reference, evaluations), Map.of());
  }

  private static String key(ParetoProblem problem, double[] reference, int evaluations) {
    return "%s,%s,%d".formatted(problem.name(), Numbers.text(reference[0]), evaluations);
  }

  /** The values of 1,000 trials. */
  static List<double[]> values(ParetoProblem problem, String kind, long seed) {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < problem.parameters(); i++) {
      yaml.append("  x%d: {uniform: [0, 1]}%n".formatted(i));
    }
    ParameterSpace space = ParameterSpace.of(Spaces.of(yaml.toString()));
    int most = MARKS[MARKS.length - 1];
    int objectives = problem.references().getFirst().length;
    Searcher searcher = ParetoRuns.searcher(kind, space, objectives, most, 1, seed, Config.empty());
    return ParetoRuns.values(searcher, most, 1, config -> problem.function().apply(x(config)));
  }

  private static double[] x(Config config) {
    double[] x = new double[config.asMap().size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = config.getDouble("x" + i);
    }
    return x;
  }

  private static void print(
      String key, String kind, double[] ours, Map<String, double[]> peer, double ms) {
    System.out.printf("%-15s %s %.4g (%.2f ms)", key, kind, median(ours), ms);
    peer.forEach(
        (sampler, theirs) ->
            System.out.printf(
                " | %s %.4g p %.3f",
                sampler, median(theirs), QualityBenchmark.mannWhitney(ours, theirs)));
    System.out.println();
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** By problem, reference point and number of evaluations, then by sampler: the seeds' values. */
  private static Map<String, Map<String, double[]>> peer() throws IOException {
    Map<String, Map<String, double[]>> peer = new LinkedHashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                ParetoBenchmark.class.getResourceAsStream("optuna-pareto.csv"),
                StandardCharsets.UTF_8))) {
      for (String line : in.lines().filter(l -> !l.startsWith("#")).toList()) {
        String[] cells = line.split(",");
        double[] values = Arrays.stream(cells).skip(4).mapToDouble(Double::parseDouble).toArray();
        String key = String.join(",", cells[0], cells[2], cells[3]);
        peer.computeIfAbsent(key, k -> new LinkedHashMap<>()).put(cells[1], values);
      }
    }
    return peer;
  }
}
