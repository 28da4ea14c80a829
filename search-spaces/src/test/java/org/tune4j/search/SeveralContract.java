package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.analysis.Hypervolume;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.RandomSpaces;
import org.tune4j.space.Seeds;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Trial;

/** What every algorithm promises that takes several objectives. */
public abstract class SeveralContract extends AlgorithmContract {
  private static final String MIXED =
      """
      config:
        model: {choice: [svm, mlp, tree]}
        c: {loguniform: [1e-3, 1e3], when: {model: svm}}
        layers: {randint: [1, 4], when: {model: mlp}}
        depth: {qrandint: [2, 20, 2], when: {model: tree}}
        momentum: {quniform: [0.1, 0.9, 0.1]}
        lr: {loguniform: [1e-5, 1e-1]}
      """;

  private Searcher several(ParameterSpace space, int objectives, int samples, long seed) {
    return ParetoRuns.searcher(kind(), space, objectives, samples, 8, seed, Config.empty());
  }

  private static double[] values(Config config, int objectives) {
    double[] values = new double[objectives];
    int at = 0;
    for (Object leaf : config.leaves().values()) {
      double x = leaf instanceof Number number ? number.doubleValue() : leaf.hashCode() % 5;
      values[at++ % objectives] += Math.abs(x - 0.3) / (1 + Math.abs(x));
    }
    return values;
  }

  /** Eight at a time; some fail, lack a metric, break bounds, or are out of all measure. */
  private static List<Config> hostile(Searcher searcher, int objectives, int trials, long seed) {
    RandomGenerator random = Seeds.random(seed, "hostile", 0);
    List<Config> configs = new ArrayList<>();
    List<Trial> running = new ArrayList<>();
    for (int number = 0; number < trials; number++) {
      while (!(searcher.suggest(number) instanceof Suggestion.Propose propose)) {
        assertThat(running).as("waits for nothing").isNotEmpty();
        end(searcher, running.remove(0), objectives, random);
      }
      configs.add(propose.variant());
      running.add(Runs.started(number, propose.variant()));
      while (running.size() > random.nextInt(1, 9)) {
        end(searcher, running.remove(random.nextInt(running.size())), objectives, random);
      }
    }
    return configs;
  }

  private static void end(Searcher searcher, Trial trial, int objectives, RandomGenerator random) {
    double[] values = values(trial.config(), objectives);
    int any = random.nextInt(objectives);
    switch (random.nextInt(12)) {
      case 0 -> Runs.fail(searcher, trial);
      case 1 -> ParetoRuns.endWithout(searcher, trial);
      case 2 -> {
        values[any] = Double.NaN;
        ParetoRuns.end(searcher, trial, values, 0);
      }
      case 3 -> {
        values[any] = random.nextBoolean() ? Double.POSITIVE_INFINITY : 1e300;
        ParetoRuns.end(searcher, trial, values, 0);
      }
      case 4 -> {
        values[any] = random.nextInt(40) == 0 ? Double.NEGATIVE_INFINITY : -1e250;
        ParetoRuns.end(searcher, trial, values, 0);
      }
      case 5 -> ParetoRuns.end(searcher, trial, values, Double.POSITIVE_INFINITY);
      case 6, 7 -> ParetoRuns.end(searcher, trial, values, random.nextDouble());
      default -> ParetoRuns.end(searcher, trial, values, 0);
    }
  }

  @Test
  void theKindTakesSeveralObjectives() {
    assertThat(Objects.requireNonNull(AlgorithmKinds.named(kind())).several()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void replayGivesTheSameWithSeveralObjectives(int objectives) {
    ParameterSpace space = ParameterSpace.of(Spaces.of(MIXED));
    for (long seed : new long[] {0, 1, -7, Long.MAX_VALUE}) {
      List<Config> first = hostile(several(space, objectives, 150, seed), objectives, 150, 5);
      List<Config> again = hostile(several(space, objectives, 150, seed), objectives, 150, 5);
      assertThat(again.toString()).isEqualTo(first.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void oneThatWasNeverAskedBeforeSuggestsTheSame(int objectives) {
    ParameterSpace space = ParameterSpace.of(Spaces.of(MIXED));
    Algorithm asked = algorithm(space, objectives);
    History history = new History();
    for (int number = 0; number < 120; number++) {
      double[] point = Objects.requireNonNull(asked.suggest(number, 0, history));
      assertThat(algorithm(space, objectives).suggest(number, 0, history)).isEqualTo(point);
      assertThat(asked.suggest(number, 0, history)).isEqualTo(point);
      history.propose(number, point);
      if (number >= 4) {
        double[] values = new double[objectives];
        for (int i = 0; i < objectives; i++) {
          values[i] = Math.abs((number * (7 + 4 * i)) % 23 - 3.0);
        }
        history.end(
            number - 4,
            number % 9 == 0 ? Observation.State.FAILED : Observation.State.DONE,
            Score.of(values, number % 5 == 0 ? 0.1 * number : 0));
      }
    }
  }

  private Algorithm algorithm(ParameterSpace space, int objectives) {
    return Objects.requireNonNull(AlgorithmKinds.named(kind()))
        .factory()
        .make(new AlgorithmKind.Setup(space, 4, Config.empty(), 120, 4, objectives));
  }

  @Test
  void spacesOfAllKindsAreSearchedForSeveralObjectives() {
    for (int seed = 1; seed <= 25; seed++) {
      ParameterSpace space = ParameterSpace.of(RandomSpaces.space(Seeds.random(seed)));
      for (Config variant : hostile(several(space, 2, 80, seed), 2, 80, seed)) {
        assertThat(space.locate(variant)).as("seed %d: %s", seed, variant).isNotNull();
      }
    }
  }

  @Test
  void moreIsDominatedThanByChance() {
    ParameterSpace space =
        ParameterSpace.of(
            Spaces.of(
                """
                config:
                  a: {uniform: [0, 1]}
                  b: {uniform: [0, 1]}
                  c: {uniform: [0, 1]}
                  kind: {choice: [u, v, w]}
                """));
    for (int running : new int[] {1, 8}) {
      double ours = 0;
      double chance = 0;
      for (int seed = 0; seed < 5; seed++) {
        ours += volume(several(space, 2, 150, seed), running);
        Searcher random =
            ParetoRuns.searcher("random_search", space, 2, 150, 8, seed, Config.empty());
        chance += volume(random, running);
      }
      assertThat(ours).as("%d at a time", running).isGreaterThan(chance);
    }
  }

  private static double volume(Searcher searcher, int running) {
    List<double[]> values =
        ParetoRuns.values(
            searcher,
            150,
            running,
            config -> {
              double a = config.getDouble("a");
              double off = Math.abs(config.getDouble("b") - 0.3) + config.getDouble("c");
              double kind = config.getString("kind").equals("v") ? 0 : 0.5;
              return new double[] {a + off + kind, 1 - a + off + kind};
            });
    return Hypervolume.of(values, new double[] {3, 3});
  }

  @Test
  void boundsAreFound() {
    ParameterSpace space =
        ParameterSpace.of(Spaces.of("config: {a: {uniform: [0, 1]}, b: {uniform: [0, 1]}}"));
    Searcher searcher = several(space, 2, 150, 2);
    int feasible = 0;
    for (int number = 0; number < 150; number++) {
      Suggestion.Propose propose = (Suggestion.Propose) searcher.suggest(number);
      Trial trial = Runs.started(number, propose.variant());
      double a = trial.config().getDouble("a");
      double b = trial.config().getDouble("b");
      double violation = Math.max(0, 0.9 - a); // a tenth of the space
      feasible += number >= 100 && violation == 0 ? 1 : 0;
      ParetoRuns.end(searcher, trial, new double[] {a + b, 1 - b}, violation);
    }
    assertThat(feasible).isGreaterThan(25);
  }
}
