package org.tune4j.search.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.tune4j.search.Runs;
import org.tune4j.search.Searcher;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.search.VariantSearcher;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Spaces;

/**
 * What it costs to ask for a config and to tell its value, when so many trials are known, in ten
 * dimensions and one thread; beside Optuna's figures.
 *
 * <pre>SpeedBenchmark [--optuna=PYTHON] [KIND ...]</pre>
 *
 * <p>With a Python that has Optuna (Debian: python3-optuna), it is measured too, in the same run.
 *
 * <p>An operation is one ask and one tell, so that what a searcher keeps from one to the next is
 * honest; the history is longer by one after each, which a batch is too short to notice.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SpeedBenchmark {
  private static final int DIMENSIONS = 10;
  private static final String PROGRAM = "search-spaces/src/test/python/speed_optuna.py";
  private static final String FORMAT = "%-16s %8s %10s %12s   %-16s %s";

  /**
   * A line of the table.
   *
   * @param batch operations in one measurement
   * @param sampler what Optuna calls it; empty when it has none
   * @param peer CPU ms of its version 5.0 (head of 2026-08-21, one thread, another machine)
   */
  private record Row(String kind, int known, int batch, String sampler, String peer) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("random_search", 1_000, 20_000, "random", "0.24"),
          new Row("random", 1_000, 20_000, "random", "0.24"),
          new Row("grid", 1_000, 20_000, "grid", "38.87"),
          new Row("grid", 100_000, 20_000, "", ""),
          new Row("sobol", 1_000, 10_000, "sobol", "0.68"),
          new Row("halton", 1_000, 10_000, "", ""),
          new Row("evolution", 1_000, 1_000, "", ""),
          new Row("aging_evolution", 1_000, 1_000, "", ""),
          new Row("de", 1_000, 1_000, "", ""),
          new Row("nsga2", 1_000, 1_000, "nsgaii", "0.53"),
          new Row("cmaes", 1_000, 1_000, "cmaes", "1.02"),
          new Row("tpe", 1_000, 100, "tpe", "13.64"),
          new Row("tpe", 10_000, 100, "tpe", ""),
          new Row("gp", 100, 20, "gp", "47.14"),
          new Row("gp", 250, 20, "", ""),
          new Row("auto", 1_000, 100, "", ""));

  @Param("random_search")
  public String kind = "random_search";

  @Param("1000")
  public int known = 1_000;

  private Searcher searcher = searcher("random_search");
  private int number;

  /** As many trials as shall be known. */
  @Setup(Level.Iteration)
  public void fill() {
    searcher = searcher(kind);
    for (number = 0; number < known; ) {
      askAndTell();
    }
  }

  private static Searcher searcher(String kind) {
    boolean isGrid = kind.equals("grid");
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < DIMENSIONS; i++) {
      String domain =
          isGrid ? "grid_search: [-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0]" : "uniform: [-1, 2]";
      yaml.append("  x%d: {%s}%n".formatted(i, domain));
    }
    SearchSpace space = Spaces.of(yaml.toString());
    return isGrid || kind.equals("random")
        ? new VariantSearcher(space, isGrid ? 1 : -1, 1)
        : Runs.searcher(kind, ParameterSpace.of(space), -1, 1, 1);
  }

  /** One ask and one tell. */
  @Benchmark
  public Config askAndTell() {
    if (!(searcher.suggest(number) instanceof Suggestion.Propose propose)) {
      throw new IllegalStateException(kind + " has nothing to propose");
    }
    Config config = propose.variant();
    double value = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      double x = config.getConfig("config").getDouble("x" + i) - 0.1 * i;
      value += x * x;
    }
    Runs.end(searcher, Runs.started(number, config), value);
    number++;
    return config;
  }

  public static void main(String[] args) throws RunnerException, IOException {
    List<String> kinds = new ArrayList<>(List.of(args));
    String python = "";
    if (args.length > 0 && args[0].startsWith("--optuna=")) {
      python = kinds.remove(0).substring("--optuna=".length());
    }
    run(kinds, 1, 5, python, System.out::println);
  }

  /**
   * Measures; the table goes to {@code lines}.
   *
   * @param forks 0 for this JVM, which warms up worse
   * @param iterations of each, after two that warm up
   * @param python the one that has Optuna; empty for none
   */
  static void run(
      Collection<String> kinds, int forks, int iterations, String python, Consumer<String> lines)
      throws RunnerException, IOException {
    lines.accept(
        String.format(
            FORMAT, "kind", "known", "ms", "per second", "Optuna 5.0, ms", "Optuna here, ms"));
    for (Row row : ROWS) {
      if (kinds.isEmpty() || kinds.contains(row.kind)) {
        double millis = measured(row, forks, iterations);
        lines.accept(
            String.format(
                    Locale.ROOT,
                    FORMAT,
                    row.kind,
                    String.format(Locale.ROOT, "%,d", row.known),
                    String.format(Locale.ROOT, "%.4f", millis),
                    String.format(Locale.ROOT, "%,.0f", 1_000 / millis),
                    row.peer,
                    python.isEmpty() || row.sampler.isEmpty() ? "" : optuna(python, row))
                .stripTrailing());
      }
    }
  }

  /** Its version and milliseconds, or why there are none. */
  private static String optuna(String python, Row row) throws IOException {
    Process process =
        new ProcessBuilder(
                python, PROGRAM, row.sampler, Integer.toString(Math.min(row.known, 3_000)))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = process.inputReader()) {
      String last = "no answer";
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = line;
      }
      return row.known > 3_000 ? last + " at 3,000" : last;
    }
  }

  /** JMH uses what newer JDKs warn of, amid the table. */
  private static String[] jvmArgs() {
    return Runtime.version().feature() < 23
        ? new String[] {"-Xmx1g"}
        : new String[] {"-Xmx1g", "--sun-misc-unsafe-memory-access=allow"};
  }

  /** The median of the iterations, for one operation. */
  private static double measured(Row row, int forks, int iterations) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(SpeedBenchmark.class.getName() + ".askAndTell")
            .param("kind", row.kind)
            .param("known", Integer.toString(row.known))
            .forks(forks)
            .warmupIterations(2)
            .warmupBatchSize(row.batch)
            .measurementIterations(iterations)
            .measurementBatchSize(row.batch)
            .timeout(TimeValue.minutes(10))
            .jvmArgsAppend(jvmArgs())
            .verbosity(VerboseMode.SILENT)
            .build();
    RunResult result = new Runner(options).runSingle();
    return result.getPrimaryResult().getStatistics().getPercentile(50) / row.batch;
  }
}
