package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VariantsTest {

  @Test
  void theFirstPathIsTheFastestAndSamplesAreTheOuterLoop() {
    Variants variants =
        variants(
            2,
            """
            run: {grid_search: [PPO, DQN]}
            config:
              b: {grid_search: [1, 2, 3]}
              a: {grid_search: [x, y]}
            """);
    assertThat(variants.total()).isEqualTo(24);
    assertThat(all(variants, "config.a", "config.b", "run"))
        .startsWith("x1PPO", "y1PPO", "x2PPO", "y2PPO", "x3PPO", "y3PPO", "x1DQN", "y1DQN")
        .hasSize(24);
    assertThat(all(variants, "config.a", "config.b", "run").subList(0, 12))
        .isEqualTo(all(variants, "config.a", "config.b", "run").subList(12, 24));
  }

  @Test
  void presetsUseUpSamplesAndFixAxes() {
    // Documented by Tune: four samples, an axis of two and three presets make six trials.
    SearchSpace space =
        Spaces.of(
            """
            config:
              a: {grid_search: [1, 2]}
              b: {randint: [0, 3]}
            """);
    List<Config> points =
        List.of(
            Config.of(Map.of("a", 2, "b", 2)),
            Config.of(Map.of("a", 1)),
            Config.of(Map.of("b", 2)));
    Variants variants = new Variants(space, 4, 42, false, points);
    assertThat(variants.total()).isEqualTo(6);
    List<String> all = all(variants, "config.a", "config.b");
    assertThat(all).hasSize(6);
    assertThat(all.get(0)).isEqualTo("22");
    assertThat(all.get(1)).startsWith("1");
    assertThat(all.subList(2, 4)).containsExactly("12", "22");
    assertThat(all.get(4)).startsWith("1");
    assertThat(all.get(5)).startsWith("2");
  }

  @Test
  void aGridOfABillionCellsCostsNothing() {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (char key = 'a'; key < 'j'; key++) {
      yaml.append("  ").append(key).append(": {grid_search: [0,1,2,3,4,5,6,7,8,9]}\n");
    }
    Variants variants = variants(1, yaml.toString());
    assertThat(variants.total()).isEqualTo(1_000_000_000);
    Config variant = variants.get(123_456_789);
    assertThat(variant).isNotNull();
    // the first key is the lowest digit
    assertThat(variant.get("config").toString())
        .isEqualTo("{a=9, b=8, c=7, d=6, e=5, f=4, g=3, h=2, i=1}");
  }

  @Test
  void valuesAreDrawnAnewForEachCellUnlessTheGridIsConstant() {
    String yaml =
        """
        config:
          a: {grid_search: [1, 2, 3]}
          b: {uniform: [0, 1]}
        """;
    List<String> anew = all(variants(2, yaml), "config.b");
    assertThat(anew).doesNotHaveDuplicates().hasSize(6);
    Variants constant = new Variants(Spaces.of(yaml), 2, 42, true, List.of());
    List<String> held = all(constant, "config.b");
    assertThat(held.subList(0, 3)).containsOnly(held.get(0));
    assertThat(held.subList(3, 6)).containsOnly(held.get(3));
    assertThat(held.get(0)).isNotEqualTo(held.get(3));
    assertThat(all(constant, "config.a")).containsExactly("1", "2", "3", "1", "2", "3");
  }

  @Test
  void aVariantFollowsFromItsNumberAlone() {
    Variants variants = variants(4, "config: {a: {grid_search: [1, 2]}, b: {randn: }}\n");
    List<Config> forwards = IntStream.range(0, 8).mapToObj(variants::get).toList();
    for (int i = 7; i >= 0; i--) {
      assertThat(variants.get(i)).isEqualTo(forwards.get(i));
    }
    // more samples leave the first ones as they are
    Variants more = variants(9, "config: {a: {grid_search: [1, 2]}, b: {randn: }}\n");
    assertThat(IntStream.range(0, 8).mapToObj(more::get).toList()).isEqualTo(forwards);
  }

  @Test
  void pathsAreSortedKeyByKeyAndItemByItem() {
    // As tuples: ("config", "a", "z") < ("config", "a_b") < ("config", "l", 2) < ("config", "l",
    // 10)
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      list.append(i == 2 || i == 10 ? "{grid_search: [x, y]}, " : "0, ");
    }
    SearchSpace space =
        Spaces.of(
            "config: {l: [%s], a_b: {grid_search: [1]}, a: {z: {grid_search: [1]}}}\nenv: {grid_search: [1]}\n"
                .formatted(list));
    assertThat(space.axes())
        .extracting(SpaceNode.Axis::path)
        .containsExactly("config.a.z", "config.a_b", "config.l.2", "config.l.10", "env");
  }

  @Test
  void morePointsThanSamplesAreLeftOut() {
    SearchSpace space = Spaces.of("config: {a: {randint: [0, 1000]}}\n");
    List<Config> points = IntStream.range(0, 5).mapToObj(i -> Config.of(Map.of("a", i))).toList();
    assertThat(all(new Variants(space, 3, 1, false, points), "config.a"))
        .containsExactly("0", "1", "2");
    Variants endless = new Variants(space, -1, 1, false, points);
    assertThat(endless.total()).isNull();
    assertThat(endless.get(4)).hasToString("{\"config\":{\"a\":4}}");
    assertThat(endless.get(1_000_000_000_000L)).isNotNull();
  }

  @Test
  void aPointMayFixAWholeMapOrAPartOfAConstantOne() {
    SearchSpace space =
        Spaces.of(
            "config: {m: {x: {grid_search: [1, 2]}, y: {z: 5}}, g: {grid_search: [{a: 1}, {a:"
                + " 2}]}}\n");
    Variants variants =
        new Variants(
            space, 1, 1, false, List.of(Config.parse("{\"m\":{\"y\":{\"z\":6}},\"g\":{\"a\":7}}")));
    assertThat(variants.total()).isEqualTo(2);
    assertThat(variants.get(1))
        .hasToString("{\"config\":{\"g\":{\"a\":7},\"m\":{\"x\":2,\"y\":{\"z\":6}}}}");
  }

  static Variants variants(int samples, String yaml) {
    return new Variants(Spaces.of(yaml), samples, 42, false, List.of());
  }

  static List<String> all(Variants variants, String... paths) {
    List<String> all = new ArrayList<>();
    for (int i = 0; ; i++) {
      Config variant = variants.get(i);
      if (variant == null) {
        return all;
      }
      StringBuilder text = new StringBuilder();
      for (String path : paths) {
        text.append(variant.get(path));
      }
      all.add(text.toString());
    }
  }
}
