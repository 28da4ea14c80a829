package org.tune4j.search.auto;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.AlgorithmKind.Setup;
import org.tune4j.search.History;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;

/** The kind {@code auto}: chooses how to search from what is to be searched. */
public final class Auto {
  /** For several objectives. */
  private static final String SEVERAL = "nsga2";

  private static final String RANDOM = "random_search";

  private Auto() {}

  /**
   * The kind.
   *
   * @param kinds finds another kind by its name; {@code null} when there is none
   */
  public static AlgorithmKind kind(Function<String, @Nullable AlgorithmKind> kinds) {
    return new AlgorithmKind(
        "auto", true, true, ConfigSchema.of(List.of(), Map.of()), setup -> algorithm(setup, kinds));
  }

  private static Algorithm algorithm(Setup setup, Function<String, @Nullable AlgorithmKind> kinds) {
    if (setup.objectives() > 1) {
      String name = kinds.apply(SEVERAL) == null ? RANDOM : SEVERAL;
      String note = "%s: there are %d objectives".formatted(name, setup.objectives());
      return new Chosen(made(name, setup, kinds), note);
    }
    if (setup.space().size() == 0) {
      return new Chosen(made(RANDOM, setup, kinds), RANDOM + ": there is one config only");
    }
    Plan plan = Plan.of(setup.space());
    Map<String, Algorithm> members = new TreeMap<>();
    for (Phase phase : plan.phases()) {
      phase.turns().forEach(name -> members.computeIfAbsent(name, n -> made(n, setup, kinds)));
    }
    return new Turns(members, plan.phases(), plan.reason());
  }

  private static Algorithm made(
      String name, Setup setup, Function<String, @Nullable AlgorithmKind> kinds) {
    AlgorithmKind kind = Objects.requireNonNull(kinds.apply(name), name);
    return kind.factory()
        .make(
            new Setup(
                setup.space(),
                setup.seed(),
                Config.empty(),
                setup.samples(),
                setup.concurrent(),
                setup.objectives()));
  }

  /** One algorithm for all of the search. */
  private record Chosen(Algorithm algorithm, String note) implements Algorithm {
    @Override
    public double @Nullable [] suggest(int number, int retry, History history) {
      return algorithm.suggest(number, retry, history);
    }

    @Override
    public int[] levels() {
      return algorithm.levels();
    }
  }
}
