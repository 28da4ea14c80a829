package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Trial;

final class AlgorithmSearcherTest {
  private static final ParameterSpace REALS =
      ParameterSpace.of(Spaces.of("config: {a: {uniform: [0, 1]}}"));

  /** Looks at what it is told, and says whether it learns from it. */
  private record Watching(boolean learns, Set<Integer> known) implements Algorithm {
    @Override
    public double[] suggest(int number, int retry, History history) {
      known.add(history.ended().size() + history.running().size());
      return new double[] {number / 1_000.0};
    }
  }

  @Test
  void nothingIsKeptForWhatDoesNotLearn() {
    assertThat(known(true)).hasSize(20);
    assertThat(known(false)).containsExactly(0);
  }

  private static Set<Integer> known(boolean learns) {
    Watching watching = new Watching(learns, new HashSet<>());
    Searcher searcher =
        new AlgorithmSearcher(REALS, watching, Objectives.of(Runs.LOSS), 20, 1, List.of());
    for (int number = 0; number < 20; number++) {
      Config variant = ((Suggestion.Propose) searcher.suggest(number)).variant();
      Runs.end(searcher, Runs.started(number, variant), number);
    }
    return watching.known();
  }

  static List<String> kinds() {
    return List.copyOf(AlgorithmKinds.all().keySet());
  }

  private static final String TREE =
      """
      config:
        model: {choice: %s}
        c: {loguniform: %s, when: {model: svm}}
        units: {lograndint: [8, 513], when: {model: mlp}}
        depth: {randint: [1, 9], when: {model: tree}}
        lr: {uniform: [0, 1]}
      """;

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindGoesOnInAnotherSpaceWithWhatItKnows(String kind) {
    ParameterSpace large =
        ParameterSpace.of(Spaces.of(TREE.formatted("[svm, tree, mlp]", "[1e-4, 1e4]")));
    List<Config> all = widened(kind, large);
    assertThat(widened(kind, large)).isEqualTo(all);
    assertThat(all).hasSize(90).allMatch(variant -> large.locate(variant) != null);
    assertThat(all.subList(30, 90))
        .as("the new item")
        .anyMatch(variant -> variant.getString("config.model").equals("tree"));
  }

  private static List<Config> widened(String kind, ParameterSpace large) {
    ParameterSpace small =
        ParameterSpace.of(Spaces.of(TREE.formatted("[svm, mlp]", "[1e-2, 1e2]")));
    AlgorithmSearcher first = Runs.searcher(kind, small, 30, 1, 4);
    List<Config> all = new ArrayList<>();
    run(first, 30, all);
    Algorithm other =
        Objects.requireNonNull(AlgorithmKinds.named(kind))
            .factory()
            .make(new AlgorithmKind.Setup(large, 4, Config.empty(), 90, 1));
    AlgorithmSearcher second = first.in(large, other, 90, List.of());
    assertThat(second.note()).doesNotContain("are not in the space");
    run(second, 90, all);
    return all;
  }

  private static void run(Searcher searcher, int trials, List<Config> all) {
    while (all.size() < trials) {
      Config variant = ((Suggestion.Propose) searcher.suggest(all.size())).variant();
      Trial trial = Runs.started(all.size(), variant);
      all.add(variant);
      if (all.size() % 7 == 0) {
        Runs.fail(searcher, trial);
      } else {
        double lr = variant.getDouble("config.lr");
        Runs.end(searcher, trial, lr + variant.getString("config.model").length());
      }
    }
  }

  /** Tells what it knew when it was asked last. */
  private record Listening(int keys, List<Observation> ended) implements Algorithm {
    @Override
    public double[] suggest(int number, int retry, History history) {
      ended.clear();
      ended.addAll(history.ended());
      double[] point = new double[keys];
      Arrays.fill(point, number / 100.0);
      return point;
    }
  }

  @Test
  void whatASpaceBetweenLacksIsLearntFromInTheNext() {
    ParameterSpace narrow = ParameterSpace.of(Spaces.of("config: {a: {uniform: [0, 0.035]}}"));
    Listening listening = new Listening(1, new ArrayList<>());
    Objectives objectives = Objectives.of(Runs.LOSS);
    AlgorithmSearcher first = new AlgorithmSearcher(REALS, listening, objectives, 20, 1, List.of());
    List<Trial> trials = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      Config variant = ((Suggestion.Propose) first.suggest(number)).variant();
      trials.add(Runs.started(number, variant));
    }
    for (int number : new int[] {5, 0, 4, 1}) {
      Runs.end(first, trials.get(number), number);
    }
    AlgorithmSearcher second = first.in(narrow, listening, 20, List.of());
    assertThat(second.note()).startsWith("4 trials of before are not in the space");
    for (int number : new int[] {3, 7, 2, 6}) { // two of them are not in the space
      Runs.end(second, trials.get(number), number);
    }
    second.suggest(8);
    assertThat(listening.ended()).extracting(Observation::number).containsExactly(0, 1, 3, 2);
    AlgorithmSearcher third = second.in(REALS, listening, 20, List.of());
    assertThat(third.note()).isEmpty();
    third.suggest(9);
    assertThat(listening.ended())
        .as("in the order in which they ended")
        .extracting(Observation::number)
        .containsExactly(5, 0, 4, 1, 3, 7, 2, 6);
    assertThat(listening.ended())
        .allMatch(known -> known.value() == known.number())
        .allMatch(known -> known.point()[0] == known.number() / 100.0);
  }

  @Test
  void aKeyThatASpaceBetweenLacksIsNotForgotten() {
    ParameterSpace both =
        ParameterSpace.of(Spaces.of("config: {a: {uniform: [0, 1]}, b: {uniform: [0, 1]}}"));
    AlgorithmSearcher first = Runs.searcher("tpe", both, 9, 1, 3);
    Set<Config> tried = new HashSet<>();
    for (int number = 0; number < 4; number++) {
      Config variant = ((Suggestion.Propose) first.suggest(number)).variant();
      Runs.end(first, Runs.started(number, variant), number);
      tried.add(variant);
    }
    Listening listening = new Listening(2, new ArrayList<>());
    AlgorithmSearcher second = first.in(REALS, new Listening(1, new ArrayList<>()), 9, List.of());
    assertThat(second.note()).startsWith("4 trials of before are not in the space");
    AlgorithmSearcher third = second.in(both, listening, 9, List.of());
    assertThat(third.note()).isEmpty();
    third.suggest(4);
    assertThat(listening.ended())
        .extracting(known -> both.variant(known.point()))
        .containsExactlyInAnyOrderElementsOf(tried);
  }

  @Test
  void randomSearchOfAFewPointsTriesEachOfThemFirstAlsoWhenThereAreMore() {
    ParameterSpace few =
        ParameterSpace.of(Spaces.of("config: {a: {choice: [1, 2, 3]}, b: {choice: [x, y]}}"));
    Searcher searcher = Runs.searcher("random_search", few, 6, 1, 5);
    Set<Config> all = new HashSet<>();
    for (int number = 0; number < 6; number++) {
      all.add(((Suggestion.Propose) searcher.suggest(number)).variant());
    }
    assertThat(all).hasSize(6);
    ParameterSpace more =
        ParameterSpace.of(Spaces.of("config: {a: {choice: [0, 1, 2, 3]}, b: {choice: [x, y]}}"));
    Searcher next =
        ((AlgorithmSearcher) searcher).in(more, new RandomSearch(more, 5), 8, List.of());
    for (int number = 6; number < 8; number++) {
      all.add(((Suggestion.Propose) next.suggest(number)).variant());
    }
    assertThat(all).hasSize(8);
  }
}
