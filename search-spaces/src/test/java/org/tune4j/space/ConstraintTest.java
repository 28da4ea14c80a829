package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Searcher;
import org.tune4j.search.VariantSearcher;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/** What must hold between keys, and what grid and random search make of it. */
class ConstraintTest {
  static SearchSpace space(String config, String constraints) {
    return space(config, constraints, new Problems());
  }

  private static SearchSpace space(String config, String constraints, Problems problems) {
    Node.Mapping yaml =
        YamlReader.read("constraints: " + constraints, "sweep.yaml", new Problems());
    Node node = yaml.get("constraints");
    assertThat(node).isNotNull();
    SearchSpace space = Spaces.of("config: " + config).constrained(node, problems);
    return space;
  }

  private static List<String> problems(String config, String constraints) {
    Problems problems = new Problems();
    space(config, constraints, problems);
    return problems.list().stream().map(Problem::toString).toList();
  }

  private static List<Config> all(SearchSpace space, int samples, int most) {
    VariantSearcher searcher = new VariantSearcher(space, samples, 5);
    List<Config> all = new ArrayList<>();
    while (all.size() < most
        && searcher.suggest(all.size()) instanceof Searcher.Suggestion.Propose propose) {
      all.add(propose.variant().getConfig("config"));
    }
    return all;
  }

  @Test
  void randomSearchDrawsUntilTheyHold() {
    SearchSpace space =
        space(
            "{a: {uniform: [0, 1]}, b: {uniform: [0, 1]}, net: {n: {randint: [1, 10]}}}",
            "[\"a <= b\", \"config.net.n != 3 && net.n < 8\"]");
    List<Config> all = all(space, 500, 1_000);
    assertThat(all).hasSize(500).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(
            config -> {
              assertThat(config.getDouble("a")).isLessThanOrEqualTo(config.getDouble("b"));
              assertThat(config.getLong("net.n")).isLessThan(8).isNotEqualTo(3);
            });
    assertThat(all(space, 500, 1_000)).isEqualTo(all);
  }

  @Test
  void gridSearchLeavesOutCells() {
    SearchSpace space =
        space("{a: {grid_search: [1, 2, 3, 4]}, b: {grid_search: [1, 2, 3, 4]}}", "\"a < b\"");
    List<Config> all = all(space, 2, 100);
    assertThat(all).hasSize(12);
    assertThat(all.subList(0, 6)).doesNotHaveDuplicates().isEqualTo(all.subList(6, 12));
    assertThat(new VariantSearcher(space, 2, 5).total()).isEqualTo(OptionalLong.empty());
  }

  @Test
  void aGridWithRandomValuesIsWalkedAsFarAsItCan() {
    SearchSpace space =
        space("{a: {grid_search: [1, 2, 9]}, b: {uniform: [0, 3]}}", "\"double(a) < b\"");
    List<Config> all = all(space, 3, 100);
    assertThat(all).hasSize(6).allSatisfy(c -> assertThat(c.getLong("a")).isLessThan(3));
  }

  @Test
  void whatIsNotThereIsNotConstrained() {
    SearchSpace space =
        space(
            "{m: {choice: [x, y]}, a: {uniform: [0, 1], when: {m: x}}, b: {uniform: [0, 1]}}",
            "[\"a < b\"]");
    List<Config> all = all(space, 200, 200);
    assertThat(all.stream().filter(config -> !config.has("a"))).hasSizeGreaterThan(50);
    assertThat(all.stream().filter(config -> config.has("a")))
        .hasSizeGreaterThan(30)
        .allSatisfy(c -> assertThat(c.getDouble("a")).isLessThan(c.getDouble("b")));
  }

  @Test
  void moreSamplesGoOnWhereTheWalkIs() {
    SearchSpace space = space("{a: {uniform: [0, 1]}, b: {uniform: [0, 1]}}", "\"a < b\"");
    VariantSearcher one = new VariantSearcher(space, 3, 7);
    VariantSearcher whole = new VariantSearcher(space, 6, 7);
    for (int number = 0; number < 6; number++) {
      if (number == 3) {
        assertThat(one.suggest(3)).isEqualTo(new Searcher.Suggestion.Exhausted());
        one.grow(6);
      }
      assertThat(one.suggest(number)).isEqualTo(whole.suggest(number));
    }
  }

  @Test
  void mistakesAreTold() {
    String config = "{a: {uniform: [0, 1]}, b: {uniform: [0, 1]}}";
    assertThat(problems(config, "[\"a <\"]")).singleElement().asString().contains("sweep.yaml:1");
    assertThat(problems(config, "[\"a < c\"]"))
        .singleElement()
        .asString()
        .contains("constraints: \"a < c\": there is no name c");
    assertThat(problems(config, "[\"a + b\"]"))
        .singleElement()
        .asString()
        .contains("must be true or false");
    assertThat(problems(config, "[3]")).singleElement().asString().contains("between quotes");
    assertThat(problems(config, "[\"a > 2.0\"]"))
        .singleElement()
        .asString()
        .contains("none of 2000 configs satisfied them")
        .contains("Maybe");
  }

  @Test
  void aSearchThatFindsNothingSaysSo() {
    SearchSpace space = space("{a: {uniform: [0, 1]}}", "\"a < 0.01\"");
    SearchSpace never = space.fixing(Config.parse("{\"a\": 0.5}"));
    assertThatThrownBy(() -> new VariantSearcher(never, -1, 1).suggest(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no config that satisfies them was found");
  }
}
