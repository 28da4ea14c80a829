package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.exploration.Exploration;
import org.tune4j.space.Config;
import org.tune4j.space.ValueType;
import org.tune4j.yaml.InvalidInputException;

class ExplorationSettingsTest {
  private static final ValueType VALUES = ExplorationSettings.type(ExplorationSettings.ofValues());

  @Test
  void everyTypeHasAnAlgorithmAndIsKnown() {
    TreeSet<String> named = new TreeSet<>();
    Stream.of(
            ExplorationSettings.ofValues(),
            ExplorationSettings.ofProbabilities(),
            ExplorationSettings.ofActions())
        .forEach(types -> named.addAll(Arrays.asList(types)));
    assertThat(named).isEqualTo(Exploration.types());
  }

  @Test
  void thePageSaysWhichTypesEachAlgorithmHas() throws IOException {
    List<String> page = Files.readAllLines(Path.of("..", "docs", "exploration.md"));
    for (AlgorithmKind kind : RlProvider.KINDS) {
      String inList = "\\| of .*[( ]" + kind.name() + "[,)].*";
      String row = page.stream().filter(line -> line.matches(inList)).findFirst().orElse("");
      assertThat(row).as("the row of %s", kind.name()).isNotEmpty();
      List<String> types = List.of(row.split("\\|")[2].strip().split(", "));
      String first =
          kind.settings().resolve(Config.empty()).getConfig("exploration_config").getString("type");
      assertThat(types.getFirst()).as(kind.name()).isEqualTo(first);
      for (String type : Exploration.types()) {
        assertThat(types.contains(type))
            .as("%s with %s", kind.name(), type)
            .isEqualTo(takes(kind, type));
      }
    }
  }

  private static boolean takes(AlgorithmKind kind, String type) {
    try {
      kind.settings().resolve(Config.empty().with("exploration_config", Map.of("type", type)));
      return true;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  @Test
  void anUnknownTypeNamesTheKnownOnes() {
    assertThat(VALUES.problem(Map.of("type", "EpsilonGredy")))
        .contains(".type must be an exploration (EpsilonGreedy, ParameterNoise")
        .contains("or the name of a Java class");
    assertThat(VALUES.problem(Map.of("type", "org.example.Optimistic", "custom_config", Map.of())))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Curiosity",
        "RE3",
        "SlateEpsilonGreedy",
        "SlateSoftQ",
        "ThompsonSampling",
        "UpperConfidenceBound"
      })
  void whatIsNotThereSaysWhy(String type) {
    assertThat(VALUES.problem(Map.of("type", type)))
        .startsWith(".type must not be " + type + ", because ")
        .endsWith("are not supported yet");
  }

  @Test
  void schedulesMayBeNumbersListsOrMaps() {
    for (Object schedule :
        List.of(0.5, List.of(List.of(0L, 1.0)), Map.of("type", "constant", "value", 1L))) {
      assertThat(VALUES.problem(Map.of("type", "EpsilonGreedy", "epsilon_schedule", schedule)))
          .isNull();
    }
    assertThat(VALUES.problem(Map.of("type", "EpsilonGreedy", "epsilon_schedule", "fast")))
        .contains("epsilon_schedule");
  }
}
