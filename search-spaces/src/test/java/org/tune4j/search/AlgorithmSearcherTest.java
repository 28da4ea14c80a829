package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Objectives;

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

  @Test
  void randomSearchOfAFewPointsTriesEachOfThemFirst() {
    ParameterSpace few =
        ParameterSpace.of(Spaces.of("config: {a: {choice: [1, 2, 3]}, b: {choice: [x, y]}}"));
    Searcher searcher = Runs.searcher("random_search", few, 6, 1, 5);
    Set<Config> all = new HashSet<>();
    for (int number = 0; number < 6; number++) {
      all.add(((Suggestion.Propose) searcher.suggest(number)).variant());
    }
    assertThat(all).hasSize(6);
  }
}
