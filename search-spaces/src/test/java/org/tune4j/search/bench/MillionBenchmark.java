package org.tune4j.search.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.AlgorithmSearcher;
import org.tune4j.search.Runs;
import org.tune4j.search.Searcher;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.search.VariantSearcher;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.GridOrder;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Objectives;

/**
 * A million suggestions in ten keys: how many come in a second of CPU time of one thread, and how
 * much of the heap is in use after them.
 *
 * <pre>java -Xmx256m ... org.tune4j.search.bench.MillionBenchmark [suggestions] [name]</pre>
 */
final class MillionBenchmark {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final int KEYS = 10;
  private static final int[] MARKS = {100_000, 500_000, 1_000_000};

  private static long sink;

  private MillionBenchmark() {}

  public static void main(String[] args) {
    int many = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    cases(many)
        .forEach(
            (name, searcher) -> {
              if (args.length < 2 || name.contains(args[1])) {
                ask(
                    searcher.get(),
                    Math.min(many, 50_000),
                    name.endsWith("tell"),
                    null); // warms up
                ask(searcher.get(), many, name.endsWith("tell"), name);
              }
            });
    if (sink == 42) {
      System.out.println("chance");
    }
  }

  /** What is measured, by name. */
  static Map<String, Supplier<Searcher>> cases(int many) {
    SearchSpace reals = space("{uniform: [-1, 2]}");
    SearchSpace mixed = mixed();
    SearchSpace grid = space("{grid_search: [1, 2, 3, 4]}");
    Map<String, Supplier<Searcher>> cases = new TreeMap<>();
    cases.put("random_search, ask", () -> algorithm("random_search", reals, many));
    cases.put("random_search, ask and tell", () -> algorithm("random_search", reals, many));
    cases.put("random_search, mixed keys, ask", () -> algorithm("random_search", mixed, many));
    cases.put("sobol, ask", () -> algorithm("sobol", reals, many));
    cases.put("random, ask", () -> new VariantSearcher(reals, -1, 1));
    cases.put("random, ask and tell", () -> new VariantSearcher(reals, -1, 1));
    cases.put("random, mixed keys, ask", () -> new VariantSearcher(mixed, -1, 1));
    for (GridOrder order : GridOrder.values()) {
      cases.put(
          "grid, " + order.word() + ", ask",
          () -> new VariantSearcher(grid, -1, 1, false, order, List.of()));
    }
    return cases;
  }

  private static SearchSpace space(String domain) {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < KEYS; i++) {
      yaml.append("  x%d: %s%n".formatted(i, domain));
    }
    return Spaces.of(yaml.toString());
  }

  private static SearchSpace mixed() {
    return Spaces.of(
        """
        config:
          lr: {loguniform: [1e-5, 1e-1]}
          momentum: {uniform: [0.5, 1]}
          decay: {qloguniform: [1e-4, 1e-1, 1e-4]}
          batch: {choice: [16, 32, 64, 128]}
          net:
            layers: {randint: [1, 5]}
            units: {lograndint: [8, 513]}
            activation: {choice: [relu, tanh]}
          shift: {randn: [0, 1]}
          epochs: {qrandint: [5, 50, 5]}
          clip: {quniform: [0, 1, 0.1]}
        """);
  }

  private static Searcher algorithm(String kind, SearchSpace space, int many) {
    ParameterSpace parameters = ParameterSpace.of(space);
    AlgorithmKind known = AlgorithmKinds.named(kind);
    if (known == null) {
      throw new IllegalArgumentException(kind);
    }
    return new AlgorithmSearcher(
        parameters,
        known.factory().make(new AlgorithmKind.Setup(parameters, 1, Config.empty(), many, 1)),
        Objectives.of(Runs.LOSS),
        many,
        1,
        List.of());
  }

  static void ask(Searcher searcher, int many, boolean tells, @Nullable String name) {
    long spent = 0;
    long began = CLOCK.getCurrentThreadCpuTime();
    StringBuilder heap = new StringBuilder();
    for (int number = 0; number < many; number++) {
      Suggestion.Propose propose = (Suggestion.Propose) searcher.suggest(number);
      sink += propose.variant().asMap().size();
      if (tells) {
        Runs.end(searcher, Runs.started(number, propose.variant()), number % 1_000);
      }
      for (int mark : MARKS) {
        if (number + 1 == mark && name != null) {
          spent += CLOCK.getCurrentThreadCpuTime() - began;
          heap.append(" %5.1f".formatted(heapMb()));
          began = CLOCK.getCurrentThreadCpuTime();
        }
      }
    }
    spent += CLOCK.getCurrentThreadCpuTime() - began;
    if (name != null) {
      System.out.printf(
          Locale.ROOT, "%-32s %,10.0f/s   MB in use:%s%n", name, many * 1e9 / spent, heap);
    }
  }

  private static double heapMb() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
  }
}
