package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.yaml.InvalidInputException;

/**
 * What searchers see of a space, and the way from a place in the unit cube to a variant and back.
 */
class ParameterSpaceTest {
  private static final String SVM_OR_MLP =
      """
      config:
        model: {choice: [svm, mlp]}
        svm_kernel: {choice: [linear, rbf, poly], when: {model: svm}}
        svm_c: {loguniform: [1e-3, 1e3], when: {model: svm}}
        svm_gamma: {loguniform: [1e-5, 10], when: {svm_kernel: [rbf, poly]}}
        svm_degree: {randint: [2, 6], when: {svm_kernel: poly}}
        layers: {randint: [1, 4], when: {model: mlp}}
        units_2: {lograndint: [8, 513], when: {layers: [2, 3]}}
        units_3: {lograndint: [8, 513], when: {layers: {min: 3}}}
        twice: {sample_from: "config.svm_degree * 2", when: {svm_degree: {min: 3}}}
      """;

  private static ParameterSpace of(String yaml) {
    return ParameterSpace.of(Spaces.of(yaml));
  }

  @Test
  void keysAreThereWhenTheirConditionsHold() {
    ParameterSpace parameters = of(SVM_OR_MLP);
    RandomGenerator random = Seeds.random(3);
    for (int i = 0; i < 2_000; i++) {
      Config config = parameters.variant(parameters.random(random)).getConfig("config");
      boolean svm = config.getString("model").equals("svm");
      boolean poly = svm && config.getString("svm_kernel").equals("poly");
      assertThat(config.has("svm_c")).isEqualTo(svm);
      assertThat(config.has("svm_gamma"))
          .isEqualTo(svm && !config.getString("svm_kernel").equals("linear"));
      assertThat(config.has("svm_degree")).isEqualTo(poly);
      assertThat(config.has("twice")).isEqualTo(poly && config.getLong("svm_degree") >= 3);
      assertThat(config.has("layers")).isEqualTo(!svm);
      assertThat(config.has("units_2")).isEqualTo(!svm && config.getLong("layers") >= 2);
      assertThat(config.has("units_3")).isEqualTo(!svm && config.getLong("layers") == 3);
    }
  }

  @Test
  void whatIsDrawnForTrialsObeysTheSameConditions() {
    SearchSpace space = Spaces.of(SVM_OR_MLP);
    ParameterSpace parameters = ParameterSpace.of(space);
    for (int i = 0; i < 500; i++) {
      Config variant = space.variant(java.math.BigInteger.ZERO, 7, i);
      double[] point = parameters.locate(variant);
      assertThat(point).as("%s", variant).isNotNull();
      assertThat(parameters.variant(point)).isEqualTo(variant);
    }
  }

  @Test
  void thereAndBackOnRandomSpaces() {
    for (int seed = 0; seed < 300; seed++) {
      RandomGenerator random = Seeds.random(seed + 1);
      ParameterSpace parameters = ParameterSpace.of(RandomSpaces.space(random));
      for (int i = 0; i < 20; i++) {
        double[] point = parameters.random(random);
        Config variant = parameters.variant(point);
        double[] found = parameters.locate(variant);
        assertThat(found).as("seed %d: %s", seed, variant).isNotNull();
        assertThat(parameters.variant(found)).as("seed %d", seed).isEqualTo(variant);
        double[] unit = parameters.unit(found);
        double[] again = parameters.at(unit);
        for (int k = 0; k < point.length; k++) {
          Range range = parameters.parameters().get(k).range();
          if (Double.isNaN(found[k])) {
            assertThat(unit[k]).isNaN();
          } else {
            double error = range.count() > 0 ? 0 : 1e-13 * Math.max(1, Math.abs(found[k]));
            assertThat(unit[k]).isBetween(0.0, 1.0);
            assertThat(again[k]).as("seed %d, %s", seed, range).isCloseTo(found[k], within(error));
          }
        }
      }
    }
  }

  @Test
  void theEndsAreExact() {
    Map<String, double[]> ends = new TreeMap<>();
    ends.put("{uniform: [-0.3, 0.7]}", new double[] {-0.3, Math.nextDown(0.7)});
    ends.put("{loguniform: [1e-5, 1e-1]}", new double[] {1e-5, Math.nextDown(1e-1)});
    ends.put("{quniform: [0.1, 0.7, 0.1]}", new double[] {0.1, 0.7});
    ends.put("{qloguniform: [1e-4, 1e-1, 1e-4]}", new double[] {1e-4, 1e-1});
    ends.put("{randint: [-3, 8]}", new double[] {-3, 7});
    ends.put("{lograndint: [1, 1000]}", new double[] {1, 999});
    ends.put("{qrandint: [10, 50, 5]}", new double[] {10, 50});
    ends.put("{choice: [a, b, c]}", new double[] {0, 2});
    ends.forEach(
        (domain, end) -> {
          ParameterSpace parameters = of("config: {x: " + domain + "}");
          Range range = parameters.parameters().getFirst().range();
          for (int i = 0; i < 2; i++) {
            assertThat(range.at(i)).as(domain).isEqualTo(end[i]);
            assertThat(range.unit(end[i])).as(domain).isEqualTo(i);
            assertThat(parameters.variant(new double[] {end[i]})).isNotNull();
          }
        });
  }

  @Test
  void stepsHaveCellsOfTheSameWidthOnTheirScale() {
    Range range = of("config: {x: {randint: [0, 10]}}").parameters().getFirst().range();
    int[] counts = new int[10];
    for (int i = 0; i < 1_000; i++) {
      counts[(int) range.at((i + 0.5) / 1_000)]++;
    }
    assertThat(counts).containsOnly(100);
    assertThat(range.count()).isEqualTo(10);
  }

  @Test
  void weightsSayHowLikelyItemsAre() {
    String yaml = "config: {x: {choice: {categories: [a, b, c], weights: [1, 0, 3]}}}";
    ParameterSpace parameters = of(yaml);
    SearchSpace space = Spaces.of(yaml);
    int[] drawn = new int[3];
    for (int i = 0; i < 4_000; i++) {
      String item =
          space.variant(java.math.BigInteger.ZERO, 1, i).getConfig("config").getString("x");
      drawn[item.charAt(0) - 'a']++;
    }
    assertThat(drawn[1]).isZero();
    assertThat(drawn[2]).isBetween(2_850, 3_150);
    Range range = parameters.parameters().getFirst().range();
    assertThat(range.at(0.2)).isZero();
    assertThat(range.at(0.3)).isEqualTo(2);
  }

  @Test
  void axesAreChoices() {
    ParameterSpace parameters =
        of("config: {a: {grid_search: [1, 2, 4]}, b: {grid_search: [x, {uniform: [0, 1]}]}}");
    assertThat(parameters.parameters().stream().map(Parameter::key))
        .containsExactly("config.a", "config.b", "config.b#1");
    assertThat(parameters.parameters().get(0).range().isOrdered()).isTrue();
    assertThat(parameters.parameters().get(1).range().isOrdered()).isFalse();
    Config variant = parameters.variant(new double[] {2, 1, 0.25});
    assertThat(variant).isEqualTo(Config.parse("{\"config\": {\"a\": 4, \"b\": 0.25}}"));
    assertThat(parameters.locate(variant)).containsExactly(2, 1, 0.25);
  }

  @Test
  void conditionsOnWhatIsInsideOfAChoice() {
    ParameterSpace parameters =
        of(
            """
            config:
              net: {choice: [{kind: dense}, {kind: conv, filters: {randint: [1, 9]}}]}
              pool: {choice: [max, mean], when: {net.kind: conv}}
              deep: {choice: [yes, no], when: {net.filters: {min: 5}}}
            """);
    RandomGenerator random = Seeds.random(5);
    for (int i = 0; i < 300; i++) {
      Config config = parameters.variant(parameters.random(random)).getConfig("config");
      assertThat(config.has("pool")).isEqualTo(config.getString("net.kind").equals("conv"));
      assertThat(config.has("deep"))
          .isEqualTo(config.has("net.filters") && config.getLong("net.filters") >= 5);
    }
  }

  @Test
  void mistakesAreTold() {
    assertThatThrownBy(() -> of("config: {a: {uniform: [0, 1], when: {modl: x}}, model: x}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("config.a: when: there is no key config.modl")
        .hasMessageContaining("config.model");
    assertThatThrownBy(
            () ->
                of(
                    "config: {a: {choice: [1, 2], when: {b: 1}}, b: {choice: [1, 2], when: {a:"
                        + " 1}}}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must not depend on itself");
    assertThatThrownBy(() -> of("config: {b: 1, a: {grid_search: [1], when: {b: 1}}}"))
        .hasMessageContaining("cannot stand beside grid_search");
    assertThatThrownBy(() -> of("config: {a: {choice: {categories: [1, 2], weights: [1]}}}"))
        .hasMessageContaining("as many weights (1) as items (2)");
    assertThatThrownBy(() -> of("config: {b: 1, a: {uniform: [0, 1], when: {b: {mn: 1}}}}"))
        .hasMessageContaining("takes min and max");
  }

  @Test
  void aVariantThatIsNotInTheSpaceHasNoPoint() {
    ParameterSpace parameters = of(SVM_OR_MLP);
    for (String config :
        List.of(
            "{\"model\": \"tree\"}",
            "{\"model\": \"mlp\", \"layers\": 1, \"svm_c\": 1.0}",
            "{\"model\": \"mlp\"}",
            "{\"model\": \"mlp\", \"layers\": 9}",
            "{\"model\": \"mlp\", \"layers\": 1, \"other\": 1}")) {
      assertThat(parameters.locate(Config.parse("{\"config\": " + config + "}")))
          .as(config)
          .isNull();
    }
  }

  @Test
  void knowsWhereChanceHardlyEverDrawsAPointTwice() {
    for (String fine :
        List.of(
            "{uniform: [-1, 2]}",
            "{loguniform: [1e-5, 1e-1]}",
            "{randn: [0, 1]}",
            "{randint: [0, 1000000000000000]}")) {
      assertThat(isInexhaustible(fine)).as(fine).isTrue();
    }
    for (String coarse :
        List.of(
            "{choice: [1, 2]}",
            "{uniform: [1, 1.0000000001]}",
            "{quniform: [0, 1, 0.1]}",
            "{qrandn: [0, 1, 0.1]}",
            "{lograndint: [1, 1000000000000000000]}",
            "{randint: [0, 1000000]}",
            "{choice: [{uniform: [0, 1]}, 7]}")) {
      assertThat(isInexhaustible(coarse)).as(coarse).isFalse();
    }
  }

  private static boolean isInexhaustible(String domain) {
    return ParameterSpace.of(Spaces.of("config: {a: %s, b: {choice: [1, 2]}}".formatted(domain)))
        .isInexhaustible();
  }
}
