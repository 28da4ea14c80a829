package org.tune4j.search.tpe;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmSearcher;
import org.tune4j.search.Runs;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Objectives;

/**
 * What a suggestion costs in ten real numbers, in CPU time: the mean of the last hundred before
 * each mark.
 */
final class TpeSpeed {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final int[] MARKS = {100, 300, 1_000, 3_000, 10_000};

  private TpeSpeed() {}

  public static void main(String[] args) {
    run(2_000, false); // warms up
    run(args.length > 0 ? Integer.parseInt(args[0]) : 10_000, true);
  }

  static void run(int trials, boolean prints) {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < 10; i++) {
      yaml.append("  x%d: {uniform: [-1, 2]}%n".formatted(i));
    }
    ParameterSpace space = ParameterSpace.of(Spaces.of(yaml.toString()));
    Tpe tpe = new Tpe(space, 1, TpeSettings.DEFAULT);
    long[] spent = new long[trials];
    Algorithm timed =
        (number, retry, history) -> {
          long began = CLOCK.getCurrentThreadCpuTime();
          double[] point = tpe.suggest(number, retry, history);
          spent[number] += CLOCK.getCurrentThreadCpuTime() - began;
          return point;
        };
    AlgorithmSearcher searcher =
        new AlgorithmSearcher(space, timed, Objectives.of(Runs.LOSS), trials, 1, List.of());
    for (int number = 0; number < trials; number++) {
      Suggestion.Propose propose = (Suggestion.Propose) searcher.suggest(number);
      double value = 0;
      for (int i = 0; i < 10; i++) {
        double x = propose.variant().getConfig("config").getDouble("x" + i) - 0.1 * i;
        value += x * x;
      }
      Runs.end(searcher, Runs.started(number, propose.variant()), value);
    }
    for (int mark : MARKS) {
      if (prints && mark <= trials) {
        long sum = 0;
        for (int number = mark - 100; number < mark; number++) {
          sum += spent[number];
        }
        System.out.printf("%6d trials: %.3f ms%n", mark, sum / 1e8);
      }
    }
  }
}
