package org.tune4j.search.nsga;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmSearcher;
import org.tune4j.search.ParetoRuns;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;

/**
 * What a suggestion costs in ten real numbers, all learning included, in CPU time: the mean of the
 * last hundred before each mark.
 */
final class Nsga2Speed {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final int[] MARKS = {100, 300, 1_000, 3_000, 10_000};

  private Nsga2Speed() {}

  public static void main(String[] args) {
    int trials = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    run(trials, 2, false); // warms up
    run(trials, 2, true);
    run(trials, 3, true);
  }

  static void run(int trials, int objectives, boolean prints) {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < 10; i++) {
      yaml.append("  x%d: {uniform: [0, 1]}%n".formatted(i));
    }
    ParameterSpace space = ParameterSpace.of(Spaces.of(yaml.toString()));
    Nsga2 nsga = new Nsga2(space, 1, objectives, 20, 10);
    long[] spent = new long[trials];
    Algorithm timed =
        (number, retry, history) -> {
          long began = CLOCK.getCurrentThreadCpuTime();
          double[] point = nsga.suggest(number, retry, history);
          spent[number] += CLOCK.getCurrentThreadCpuTime() - began;
          return point;
        };
    AlgorithmSearcher searcher =
        new AlgorithmSearcher(
            space, timed, ParetoRuns.objectives(objectives), trials, 1, List.of());
    ParetoRuns.values(searcher, trials, 1, config -> values(config, objectives));
    for (int mark : MARKS) {
      if (prints && mark <= trials) {
        double ms = Arrays.stream(spent, mark - 100, mark).average().orElse(0) / 1e6;
        System.out.printf("%d objectives, %6d trials: %.3f ms%n", objectives, mark, ms);
      }
    }
  }

  /** Distances from as many points on a line. */
  private static double[] values(Config config, int objectives) {
    double[] values = new double[objectives];
    for (int o = 0; o < objectives; o++) {
      for (int i = 0; i < 10; i++) {
        double off = config.getDouble("x" + i) - 0.2 - 0.2 * o;
        values[o] += off * off;
      }
    }
    return values;
  }
}
