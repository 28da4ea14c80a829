package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Spaces;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

final class VariantSearcherTest {
  private static final String MIXED =
      """
      run: DQN
      config:
        a: {grid_search: [1, 2, 3]}
        b: {uniform: [0, 1]}
        c: {grid_search: [{x: {grid_search: [1, 2]}}, {randint: [5, 50]}]}
      """;

  @Nested
  final class GridAndRandom extends SearcherContract {
    @Override
    protected Searcher create(long seed) {
      return new VariantSearcher(Spaces.of(MIXED), 4, seed);
    }

    @Override
    protected boolean learns() {
      return false;
    }
  }

  @Nested
  final class GridAlone extends SearcherContract {
    @Override
    protected Searcher create(long seed) {
      return new VariantSearcher(Spaces.of("config: {a: {grid_search: [1, 2, 3]}}\n"), 2, seed);
    }

    @Override
    protected boolean learns() {
      return false;
    }

    @Override
    protected boolean dependsOnSeed() {
      return false;
    }
  }

  @Nested
  final class WithConstraints extends SearcherContract {
    @Override
    protected Searcher create(long seed) {
      Problems problems = new Problems();
      Node node =
          YamlReader.read("constraints: [a > 1 || b > 0.5]", "", problems).get("constraints");
      SearchSpace space = Spaces.of(MIXED).constrained(Objects.requireNonNull(node), problems);
      problems.throwIfAny();
      return new VariantSearcher(space, -1, seed);
    }

    @Override
    protected boolean learns() {
      return false;
    }
  }

  @Nested
  final class WithoutEnd extends SearcherContract {
    @Override
    protected Searcher create(long seed) {
      return new VariantSearcher(
          Spaces.of(MIXED), -1, seed, true, List.of(Config.of(Map.of("a", 9, "b", 0.5))));
    }

    @Override
    protected boolean learns() {
      return false;
    }
  }

  @Test
  void theTotalMayBeUnknownOrHuge() {
    assertThat(new VariantSearcher(Spaces.of(MIXED), -1, 1).total()).isEmpty();
    assertThat(new VariantSearcher(Spaces.of(MIXED), 4, 1).total()).hasValue(4 * 9);
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < 70; i++) {
      yaml.append("  k").append(i).append(": {grid_search: [1, 2]}\n");
    }
    VariantSearcher searcher = new VariantSearcher(Spaces.of(yaml.toString()), 1, 1);
    assertThat(searcher.total()).hasValue(Long.MAX_VALUE);
    assertThat(searcher.suggest(Integer.MAX_VALUE)).isInstanceOf(Searcher.Suggestion.Propose.class);
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> new VariantSearcher(Spaces.of(MIXED), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("num_samples: must be from 1, or -1 (0)");
    assertThatThrownBy(
            () ->
                new VariantSearcher(
                    Spaces.of(MIXED), 1, 1, false, List.of(Config.of(Map.of("q", 1)))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("points_to_evaluate: config.q: is not in the search space");
  }
}
