package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.RandomSpaces;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Seeds;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/** What every algorithm promises. Extend it, name the kind, and the tests run. */
public abstract class AlgorithmContract {
  private static final String MIXED =
      """
      config:
        model: {choice: [svm, mlp, tree]}
        c: {loguniform: [1e-3, 1e3], when: {model: svm}}
        layers: {randint: [1, 4], when: {model: mlp}}
        units: {lograndint: [8, 513], when: {layers: {min: 2}}}
        depth: {qrandint: [2, 20, 2], when: {model: tree}}
        momentum: {quniform: [0.1, 0.9, 0.1]}
        shift: {randn: [0, 1]}
        lr: {loguniform: [1e-5, 1e-1]}
      """;

  private static final int STOPPED = 70;

  /** The kind's name in {@link AlgorithmKinds}. */
  protected abstract String kind();

  /** How many suggestions the long tests ask for; less for what is slow by nature. */
  protected int many() {
    return 2_000;
  }

  /** How many suggestions the slow test asks for, in runs of ten times {@link #many}. */
  protected int inAll() {
    return 100_000;
  }

  private Searcher searcher(ParameterSpace space, int samples, long seed) {
    return Runs.searcher(kind(), space, samples, 8, seed);
  }

  private static ParameterSpace space(String yaml) {
    return ParameterSpace.of(Spaces.of(yaml));
  }

  private static ParameterSpace constrained(String yaml, String constraint) {
    Problems problems = new Problems();
    Node node =
        YamlReader.read("constraints: [\"" + constraint + "\"]", "test", problems)
            .get("constraints");
    SearchSpace space = Spaces.of(yaml).constrained(node, problems);
    problems.throwIfAny();
    return ParameterSpace.of(space);
  }

  /** A value for any config: smooth in its numbers. */
  private static double value(Config config) {
    double sum = 0;
    for (Object leaf : config.leaves().values()) {
      double x = leaf instanceof Number number ? number.doubleValue() : leaf.hashCode() % 5;
      sum += Math.abs(x - 0.3) / (1 + Math.abs(x));
    }
    return sum;
  }

  /** Eight at a time; some fail, some have no value, some are infinite, some end late. */
  private static List<Config> hostile(Searcher searcher, int trials, long seed) {
    RandomGenerator random = Seeds.random(seed, "hostile", 0);
    List<Config> configs = new ArrayList<>();
    List<Trial> running = new ArrayList<>();
    for (int number = 0; number < trials; number++) {
      while (!(searcher.suggest(number) instanceof Suggestion.Propose propose)) {
        assertThat(running).as("waits for nothing").isNotEmpty();
        end(searcher, running.remove(0), random);
      }
      configs.add(propose.variant());
      running.add(Runs.started(number, propose.variant()));
      while (running.size() > random.nextInt(1, 9)) {
        end(searcher, running.remove(random.nextInt(running.size())), random);
      }
    }
    return configs;
  }

  private static void end(Searcher searcher, Trial trial, RandomGenerator random) {
    switch (random.nextInt(10)) {
      case 0 -> Runs.fail(searcher, trial);
      case 1 -> Runs.end(searcher, trial, Double.NaN);
      case 2 -> Runs.end(searcher, trial, Double.POSITIVE_INFINITY);
      case 3 ->
          Runs.end(searcher, trial, random.nextInt(40) == 0 ? Double.NEGATIVE_INFINITY : 1e300);
      default -> Runs.end(searcher, trial, value(trial.config()));
    }
  }

  @Test
  void replayGivesTheSameSuggestions() {
    for (long seed : new long[] {0, 1, -7, Long.MAX_VALUE}) {
      List<Config> first = hostile(searcher(space(MIXED), 120, seed), 120, 5);
      List<Config> again = hostile(searcher(space(MIXED), 120, seed), 120, 5);
      assertThat(again.toString()).isEqualTo(first.toString());
    }
  }

  @Test
  void eightAskersGetNoDuplicatesInAContinuousSpace() {
    Searcher searcher =
        searcher(space("config: {a: {uniform: [0, 1]}, b: {uniform: [0, 1]}}"), 200, 3);
    Set<Config> seen = new HashSet<>();
    Queue<Trial> running = new ArrayDeque<>();
    for (int number = 0; number < 200; number++) {
      Suggestion.Propose propose = (Suggestion.Propose) searcher.suggest(number);
      assertThat(seen.add(propose.variant())).as("trial %d", number).isTrue();
      running.add(Runs.started(number, propose.variant()));
      if (running.size() == 8) {
        Trial trial = running.remove();
        Runs.end(searcher, trial, value(trial.config()));
      }
    }
  }

  /** Four at a time; the oldest ends first, every third is stopped after one iteration. */
  private List<Config> stopped(double ofTheStopped, double atFirst) {
    AlgorithmSearcher searcher = Runs.searcher(kind(), space(MIXED), STOPPED, 4, 7);
    List<Config> configs = new ArrayList<>();
    Queue<Trial> running = new ArrayDeque<>();
    for (int number = 0; number < STOPPED; number++) {
      Suggestion.Propose propose = (Suggestion.Propose) searcher.suggest(number);
      configs.add(propose.variant());
      Trial trial = Runs.started(number, propose.variant());
      running.add(number % 3 == 0 ? trial : Runs.report(searcher, trial, 1, atFirst));
      if (running.size() == 4) {
        Trial oldest = running.remove();
        double value = value(oldest.config());
        boolean isEarly = oldest.number() % 3 == 0;
        Trial last =
            isEarly
                ? Runs.report(searcher, oldest, 1, value * ofTheStopped)
                : Runs.report(searcher, oldest, 90, value);
        searcher.onEnded(last.ended(TrialStatus.TERMINATED, "done", null, last.createdAt()));
      }
    }
    return configs;
  }

  @Test
  void whatWasStoppedEarlyCountsWithTheValueThatItReached() {
    boolean isMoved = !stopped(-1, 100).equals(stopped(1, 100));
    assertThat(isMoved).isEqualTo(AlgorithmKinds.all().get(kind()).learns());
  }

  @Test
  void whatATrialHadOnTheWayIsNotTakenForItsEnd() {
    if (Runs.searcher(kind(), space(MIXED), STOPPED, 4, 7).levels().length == 0) {
      assertThat(stopped(1, 1e6)).isEqualTo(stopped(1, 100));
    } // else it learns from values at its levels, and says so
  }

  @Test
  void constraintsAndConditionsAreNeverViolated() {
    neverViolated(many(), 11);
  }

  @Test
  @Tag("slow")
  void constraintsAndConditionsAreNeverViolatedInManySuggestions() {
    for (int left = inAll(); left > 0; left -= 10 * many()) {
      neverViolated(Math.min(left, 10 * many()), 12 + left);
    }
  }

  /**
   * 100 suggestions for each seed; {@code -Dtune4j.contract.many=100000} asks for so many in all.
   */
  @Test
  @Tag("slow")
  void constraintsAndConditionsAreNeverViolatedInManyShortRuns() {
    int runs = Integer.getInteger("tune4j.contract.many", 500) / 100;
    for (int run = 0; run < runs; run++) {
      neverViolated(100, 1_000 + run);
    }
  }

  private void neverViolated(int trials, long seed) {
    ParameterSpace space = constrained(MIXED, "momentum < 0.8 && lr <= momentum / 20.0");
    List<Config> all = hostile(searcher(space, trials, seed), trials, seed - 5);
    assertThat(all).hasSize(trials);
    for (Config variant : all) {
      assertThat(space.locate(variant)).as("seed %d: conditions of %s", seed, variant).isNotNull();
      assertThat(space.space().allows(variant)).as("seed %d: %s", seed, variant).isTrue();
    }
  }

  @Test
  void spacesOfAllKindsAreSearched() {
    for (int seed = 1; seed <= 25; seed++) {
      ParameterSpace space = ParameterSpace.of(RandomSpaces.space(Seeds.random(seed)));
      for (Config variant : hostile(searcher(space, 60, seed), 60, seed)) {
        assertThat(space.locate(variant)).as("seed %d: %s", seed, variant).isNotNull();
      }
    }
  }

  @Test
  void aSpaceOfOnePointAndOneOfOneKey() {
    assertThat(hostile(searcher(space("config: {a: 1}"), 40, 1), 40, 1))
        .hasSize(40)
        .containsOnly(Config.parse("{\"config\": {\"a\": 1}}"));
    assertThat(hostile(searcher(space("config: {a: {choice: [7]}}"), 40, 1), 40, 1)).hasSize(40);
    assertThat(hostile(searcher(space("config: {a: {randint: [0, 3]}}"), 40, 1), 40, 1))
        .hasSize(40)
        .anyMatch(config -> config.getConfig("config").getLong("a") == 2);
    assertThat(hostile(searcher(space("config: {a: {uniform: [0, 1]}}"), 40, 1), 40, 1))
        .doesNotHaveDuplicates();
  }

  @Test
  void aSpaceOf200Keys() {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < 200; i++) {
      yaml.append(
          "  k%d: %s\n".formatted(i, i % 4 == 0 ? "{choice: [a, b, c]}" : "{uniform: [0, 1]}"));
    }
    assertThat(hostile(searcher(space(yaml.toString()), 60, 1), 60, 1)).hasSize(60);
  }
}
