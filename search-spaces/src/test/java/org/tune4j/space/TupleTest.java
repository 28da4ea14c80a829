package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.search.Runs;
import org.tune4j.search.Searcher;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/** Keys that vary together. */
final class TupleTest {
  private static final ConfigSchema NET =
      ConfigSchema.of(
          List.of(
              new ConfigSchema.Key("hidden", new ValueType.Whole(1, 1_000), ""),
              new ConfigSchema.Key("activation", ValueType.Text.of("relu", "tanh"), "")),
          Map.of());
  private static final ConfigSchema KNOWN =
      ConfigSchema.of(
          List.of(
              new ConfigSchema.Key("lr", new ValueType.Real(0, 1), ""),
              new ConfigSchema.Key("batch", new ValueType.Whole(1, 1_000), ""),
              new ConfigSchema.Key("net", new ValueType.MapOf(NET), "")),
          Map.of("train_batch", "batch", "units", "net.hidden"));

  private static final String RICH =
      """
      config:
        "lr, batch": {choice: [[1e-3, 32], [1e-4, 64], [{uniform: [0, 1]}, 128]]}
        "kind, net.hidden":
          choice: {categories: [[a, 8], [b, 16], [c, {randint: [20, 30]}]], weights: [1, 2, 1]}
        net: {layers: {randint: [1, 4]}, name: x}
        momentum: {uniform: [0, 1], when: {kind: [a, c]}}
        "u, v": {choice: [[1, 2], [3, 4]], when: {batch: 64}}
        branch:
          choice:
            - plain
            - {"p, q": {choice: [[1, 2], [{randn: [0, 1]}, 4]]}, r: {choice: [{s: {uniform: [0, 1]}}, 2]}}
        deep: {grid_search: [1, {x: {grid_search: [2, 3]}, y: {choice: [{uniform: [0, 1]}, off]}}]}
        twice: {sample_from: "config.batch * 2"}
      """;

  @Test
  void aGridOfTuplesHasACellForEach() {
    SearchSpace space =
        Spaces.of(
            """
            config:
              "lr, batch": {grid_search: [[1e-3, 32], [1e-4, 64], [{uniform: [0, 1]}, 128]]}
              tag: {grid_search: [a, b]}
            """);
    assertThat(space.cells()).isEqualTo(6);
    assertThat(
            VariantsTest.all(
                VariantsTest.variants(
                    1,
                    "config: {\"lr,batch\": {grid_search:"
                        + " [[1e-3, 32], [1e-4, 64]]}, tag: {grid_search: [a, b]}}"),
                "config.lr",
                "config.batch",
                "config.tag"))
        .containsExactly("0.00132a", "1.0E-464a", "0.00132b", "1.0E-464b");
    assertThat(space.leafPaths()).containsExactly("config.batch", "config.lr", "config.tag");
    assertThat(space.axes())
        .extracting(SpaceNode.Axis::path)
        .containsExactly("config.lr, batch", "config.tag");
  }

  @Test
  void keysOfInnerMapsAndNamesOfOtherVersionsVaryTogetherToo() {
    SearchSpace space =
        Spaces.of(
            """
            config:
              "units, train_batch, net.activation": {grid_search: [[8, 32, relu], [16, 64, tanh]]}
            """,
            KNOWN);
    Variants variants = new Variants(space, 1, 1, false, List.of());
    assertThat(variants.get(1))
        .hasToString("{\"config\":{\"batch\":64,\"net\":{\"activation\":\"tanh\",\"hidden\":16}}}");
    assertThat(variants.get(2)).isNull();
  }

  static List<String> kinds() {
    return List.copyOf(AlgorithmKinds.all().keySet());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everySearcherSeesOneParameter(String kind) {
    ParameterSpace space = ParameterSpace.of(Spaces.of(RICH));
    assertThat(space.parameters().stream().map(Parameter::key))
        .contains("config.lr, batch", "config.lr, batch#2.lr", "config.branch#1.p, q#1.p");
    Searcher searcher = Runs.searcher(kind, space, 80, 4, 3);
    for (int number = 0; number < 80; number++) {
      Config variant = ((Suggestion.Propose) searcher.suggest(number)).variant();
      check(variant);
      assertThat(space.locate(variant)).as("%s", variant).isNotNull();
      Runs.end(searcher, Runs.started(number, variant), variant.getDouble("config.lr"));
    }
  }

  @Test
  void whatIsDrawnFollowsTheSameRules() {
    Variants variants = new Variants(Spaces.of(RICH), 100, 1, false, List.of());
    ParameterSpace parameters = ParameterSpace.of(Spaces.of(RICH));
    Set<Object> kinds = new HashSet<>();
    for (int number = 0; number < 300; number++) {
      Config variant = Objects.requireNonNull(variants.get(number));
      check(variant);
      assertThat(parameters.locate(variant)).as("%s", variant).isNotNull();
      kinds.add(variant.get("config.kind") + "/" + variant.get("config.batch"));
    }
    assertThat(kinds).hasSize(9);
  }

  private static void check(Config variant) {
    Config config = variant.getConfig("config");
    long batch = config.getLong("batch");
    if (batch != 128) {
      assertThat(config.getDouble("lr")).isEqualTo(batch == 32 ? 1e-3 : 1e-4);
    }
    assertThat(config.getLong("twice")).isEqualTo(2 * batch);
    String kind = config.getString("kind");
    assertThat(config.has("momentum")).isEqualTo(!kind.equals("b"));
    assertThat(config.getLong("net.hidden"))
        .isBetween(
            kind.equals("a") ? 8L : kind.equals("b") ? 16L : 20L, kind.equals("c") ? 29L : 16L);
    assertThat(config.getString("net.name")).isEqualTo("x");
    assertThat(config.getLong("net.layers")).isBetween(1L, 3L);
    assertThat(config.has("u")).isEqualTo(batch == 64).isEqualTo(config.has("v"));
    if (config.has("u")) {
      assertThat(config.getLong("v")).isEqualTo(config.getLong("u") + 1);
    }
    if (config.get("deep") instanceof Map<?, ?> deep) {
      assertThat(deep.keySet()).extracting(String::valueOf).containsExactly("x", "y");
    }
    if (config.get("branch") instanceof Map<?, ?> branch) {
      assertThat(branch.keySet()).extracting(String::valueOf).containsExactly("p", "q", "r");
    }
  }

  @Test
  void anExpressionReadsWhatIsThereUnderACondition() {
    SearchSpace space =
        Spaces.of(
            """
            config:
              a: {choice: [1, 2]}
              "u, v": {choice: [[1, 2], [3, 4]], when: {a: 1}}
              sum: {sample_from: "has(config.u) ? config.u + config.v : 0"}
            """);
    Set<Long> sums = new HashSet<>();
    for (int number = 0; number < 50; number++) {
      sums.add(space.variant(java.math.BigInteger.ZERO, 1, number).getLong("config.sum"));
    }
    assertThat(sums).containsExactlyInAnyOrder(0L, 3L, 7L);
  }

  @Test
  void constraintsAndPointsKnowTheKeys() {
    String yaml =
        """
        config:
          "lr, net.hidden": {grid_search: [[1, 2], [3, 4], [5, 6]]}
          net: {name: x}
          a: {grid_search: [1, 2]}
        """;
    Problems problems = new Problems();
    SearchSpace space =
        Spaces.of(yaml)
            .constrained(
                Objects.requireNonNull(YamlReader.read("c: [\"lr > 1\"]", "f", problems).get("c")),
                problems);
    problems.throwIfAny();
    List<Config> all = new ArrayList<>();
    Variants.Walk walk = new Variants(space, 1, 1, false, List.of()).walk();
    for (Config next = walk.next(); next != null; next = walk.next()) {
      all.add(next);
    }
    assertThat(all).hasSize(4);

    List<Config> points = List.of(Config.parse("{\"lr\":9,\"net\":{\"hidden\":7}}"));
    Variants variants = new Variants(Spaces.of(yaml), 2, 1, false, points);
    assertThat(variants.total()).isEqualTo(2 + 6);
    assertThat(variants.get(0))
        .hasToString("{\"config\":{\"a\":1,\"lr\":9,\"net\":{\"hidden\":7,\"name\":\"x\"}}}");
    assertThatThrownBy(
            () -> new Variants(Spaces.of(yaml), 2, 1, false, List.of(Config.of(Map.of("lr", 9)))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("config: lr, net.hidden vary together, but there is no net.hidden")
        .hasMessageContaining("Maybe name all of them, or none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'lr, batch': {grid_search: [[1, 2], [3]]} | config.lr, batch: each item must be a list of"
            + " 2 values, one for each key (1 values)",
        "'lr, batch': {grid_search: [1, 2]} | one for each key (no list)",
        "'lr, batch': {grid_search: [[1, 2.5]]} | config.batch: must be",
        "'lr, bach': {grid_search: [[1, 2]]} | config.bach: is no known key",
        "'lr, bach': {grid_search: [[1, 2]]} | Maybe use batch",
        "'lr, net.hiden': {grid_search: [[1, 2]]} | config.net.hiden: is no known key",
        "'lr, net.hiden': {grid_search: [[1, 2]]} | Maybe use hidden",
        "'lr, lr': {grid_search: [[1, 2]]} | config.lr: is named twice",
        "'net, units': {grid_search: [[1, 2]]} | config.net.hidden: is named twice",
        "'lr, batch': {choice: [[1, 2]]}, batch: 3 | config.batch: has a value already, at"
            + " sweep.yaml:1:",
        "'lr, batch': {choice: [[1, 2]]}, 'units, batch': {choice: [[1, 2]]} | config.batch: is"
            + " named twice",
        "'lr, units': {choice: [[1, 2]]}, net: {grid_search: [{hidden: 1}]} | config.net.hidden:"
            + " has a value already",
        "'lr, batch': {uniform: [0, 1]} | keys that vary together take grid_search or choice"
            + " (uniform)",
        "'lr, batch': [1, 2] | must be grid_search or choice",
        "'lr,': {choice: [[1, 2]]} | is no known key",
        "'lr, batch': {choice: []} | choice: must have at least one value",
        "'lr, batch': {choice: [[{sample_from: 1 + 1}, 2]]} | an item holds values and domains"
            + " only",
        "'lr, batch': {grid_search: [[1, 2]], when: {lr: 1}} | when: cannot stand beside"
            + " grid_search",
      })
  void mistakesHaveTheirPlace(String config, String message) {
    assertThat(Spaces.problem("config: {%s}".formatted(config.replace('\'', '"')), KNOWN))
        .contains(message)
        .contains("sweep.yaml:1:");
  }

  @Test
  void whereAnyKeyIsWelcomeAPlainValueMayHaveACommaInItsName() {
    assertThat(Spaces.of("config: {\"a, b\": 3}").variant(java.math.BigInteger.ZERO, 1, 0))
        .hasToString("{\"config\":{\"a, b\":3}}");
  }
}
