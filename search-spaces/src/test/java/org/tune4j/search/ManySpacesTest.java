package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.space.Config;
import org.tune4j.space.GridOrder;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Spaces;

/** Searchers that go on in one space after another, each with an item more. */
final class ManySpacesTest {
  private static SearchSpace space(String axis, int items) {
    String list =
        IntStream.range(0, items).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    return Spaces.of("config: {a: {%s: [%s]}, b: {%s: [0, 1]}}".formatted(axis, list, axis));
  }

  private static List<String> walk(int widenings) {
    List<String> all = new ArrayList<>();
    VariantSearcher searcher = new VariantSearcher(space("grid_search", 2), 2, 7);
    ask(searcher, all, 3);
    for (int k = 1; k <= widenings; k++) {
      SearchSpace wider = space("grid_search", 2 + k);
      searcher = searcher.in(wider, 2, 7, false, GridOrder.SHUFFLED, List.of());
      ask(searcher, all, 2);
    }
    return all;
  }

  private static List<String> random(int widenings) {
    List<String> all = new ArrayList<>();
    ParameterSpace first = ParameterSpace.of(space("choice", 2));
    AlgorithmSearcher searcher = Runs.searcher("random_search", first, -1, 1, 5);
    ask(searcher, all, 3);
    for (int k = 1; k <= widenings; k++) {
      ParameterSpace wider = ParameterSpace.of(space("choice", 2 + k));
      searcher = searcher.in(wider, new RandomSearch(wider, 5), -1, List.of());
      ask(searcher, all, 2);
    }
    return all;
  }

  private static void ask(Searcher searcher, List<String> all, int more) {
    for (int i = 0; i < more; i++) {
      Config variant = ((Suggestion.Propose) searcher.suggest(all.size())).variant();
      all.add("" + variant.getLong("config.a") + variant.getLong("config.b"));
    }
  }

  @Test
  void eachSpaceKnowsWhatThoseBeforeTried() {
    assertThat(walk(4))
        .containsExactly("00", "10", "01", "20", "21", "11", "30", "31", "40", "51", "41");
    assertThat(random(4))
        .containsExactly("00", "01", "10", "11", "20", "31", "30", "41", "40", "21", "51");
  }

  @Test
  void aCellWhoseTrialCouldNotBeMadeIsTriedInTheNextSpace() {
    VariantSearcher searcher = new VariantSearcher(space("grid_search", 2), 1, 7);
    List<String> all = new ArrayList<>();
    ask(searcher, all, 3);
    all.removeLast(); // it is asked for again, of a searcher that is two spaces further
    for (int items = 3; items <= 4; items++) {
      SearchSpace wider = space("grid_search", items);
      searcher = searcher.in(wider, 1, 7, false, GridOrder.LISTED, List.of());
    }
    ask(searcher, all, 6);
    assertThat(new HashSet<>(all)).hasSize(8);
    assertThat(searcher.suggest(8)).isEqualTo(new Suggestion.Exhausted());
  }

  @Test
  void anAlgorithmForgetsATrialThatCouldNotBeMade() {
    ParameterSpace space = ParameterSpace.of(space("choice", 2));
    AlgorithmSearcher searcher = Runs.searcher("tpe", space, 3, 1, 5);
    ask(searcher, new ArrayList<>(), 2);
    List<Integer> running = new ArrayList<>();
    Algorithm counts =
        (number, retry, history) -> {
          running.add(history.running().size());
          return new double[] {0, 0};
        };
    List<Config> points = List.of(Config.of(Map.of("a", 1, "b", 1)));
    AlgorithmSearcher next = searcher.in(space, counts, 3, points);
    assertThat(((Suggestion.Propose) next.suggest(1)).variant().getLong("config.a")).isEqualTo(1);
    next.suggest(2);
    assertThat(running).allMatch(trials -> trials == 2);
  }

  @Test
  void eachOfThemCostsNoMoreThanAWalkOverWhatWasTried() {
    assertThat(new HashSet<>(walk(25))).hasSize(3 + 25 * 2); // two to the 25th would take hours
    assertThat(random(25)).hasSize(3 + 25 * 2);
  }
}
