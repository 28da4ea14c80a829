package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.GridOrder;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;

/** Whole sweeps under each algorithm that a sweep file may name. */
@Timeout(120)
class SearcherSweepTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();
  private static final int TRIALS = 14;

  @TempDir Path folder;

  static List<String> kinds() {
    return List.copyOf(AlgorithmKinds.all().keySet());
  }

  private static String yaml(String kind, int samples) {
    return """
    s:
      run: synthetic
      seed: 3
      num_samples: %d
      max_concurrent_trials: 1
      search_alg: {type: %s}
      constraints: ["lr < 0.05 || momentum > 0.8"]
      config:
        iterations: 2
        lr: {loguniform: [1e-5, 1e-1]}
        momentum: {choice: [0.5, 0.9, 0.99]}
        tag: {choice: [a, b], when: {momentum: {min: 0.9}}}
    """
        .formatted(samples, kind);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aSweepThatIsGivenMoreTrialsGoesOnAsIfItHadHadThemFromTheStart(String kind) throws Exception {
    Path whole = folder.resolve("whole");
    Path inTwo = folder.resolve("in-two");
    try (Tuner tuner = Tuner.open(whole, new Resources(1, 0), TRAINABLES)) {
      tuner.run(sweep(kind, TRIALS));
    }
    try (Tuner tuner = Tuner.open(inTwo, new Resources(1, 0), TRAINABLES)) {
      tuner.run(sweep(kind, TRIALS / 2));
    }
    try (Tuner tuner = Tuner.open(inTwo, new Resources(1, 0), TRAINABLES)) {
      tuner.resume("s", TRIALS);
    }
    List<Config> configs = configs(whole);
    assertThat(configs).hasSize(TRIALS).doesNotHaveDuplicates();
    assertThat(configs)
        .allSatisfy(
            config -> {
              double momentum = config.getDouble("momentum");
              assertThat(config.getDouble("lr") < 0.05 || momentum > 0.8).isTrue();
              assertThat(config.has("tag")).isEqualTo(momentum >= 0.9);
            });
    assertThat(configs(inTwo)).isEqualTo(configs);
  }

  private static Sweep sweep(String kind, int samples) {
    return SweepFile.parse(yaml(kind, samples), "test.yaml", TRAINABLES).get(0);
  }

  private static List<Config> configs(Path results) {
    List<Config> configs = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.forEachTrial("s", trial -> configs.add(trial.config()));
    }
    return configs;
  }

  @ParameterizedTest
  @EnumSource
  void aGridGoesOnWhereItStoppedInEveryOrder(GridOrder order) throws Exception {
    String yaml =
        """
        s:
          run: synthetic
          seed: 3
          num_samples: %d
          search_alg: {type: grid, order: %s}
          config: {iterations: 1, lr: {grid_search: [1e-3, 1e-2]}, tag: {grid_search: [a, b, c]}}
        """;
    Path whole = folder.resolve("whole");
    try (Tuner tuner = Tuner.open(whole, new Resources(1, 0), TRAINABLES)) {
      tuner.run(SweepFile.parse(yaml.formatted(2, order.word()), "f", TRAINABLES).get(0));
    }
    Path inTwo = folder.resolve("in-two");
    try (Tuner tuner = Tuner.open(inTwo, new Resources(1, 0), TRAINABLES)) {
      tuner.run(SweepFile.parse(yaml.formatted(1, order.word()), "f", TRAINABLES).get(0));
      tuner.resume("s", 2);
    }
    List<Config> configs = configs(whole);
    assertThat(configs(inTwo)).isEqualTo(configs).hasSize(12);
    assertThat(configs.subList(0, 6)).doesNotHaveDuplicates();
  }

  @Test
  void anOrderIsForWalksOnly() {
    String yaml = "s: {run: synthetic, search_alg: {type: %s, order: %s}}";
    assertThatThrownBy(() -> SweepFile.parse(yaml.formatted("grid", "space_fill"), "f", TRAINABLES))
        .hasMessageContaining("must be one of listed, shuffled, space_filling")
        .hasMessageContaining("Maybe use space_filling");
    assertThatThrownBy(() -> SweepFile.parse(yaml.formatted("tpe", "listed"), "f", TRAINABLES))
        .hasMessageContaining("there is no key order");
  }

  @Test
  void whatLearnsNeedsAMetricAndKnowsItsOwnKeys() {
    AlgorithmKinds.all()
        .forEach(
            (name, kind) -> {
              String yaml =
                  "s: {run: command, command: [\"true\"], search_alg: {type: " + name + "}}";
              if (kind.learns()) {
                assertThatThrownBy(() -> SweepFile.parse(yaml, "f", TRAINABLES))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(name + " needs a metric");
              } else {
                assertThat(SweepFile.parse(yaml, "f", TRAINABLES)).hasSize(1);
              }
              String wrong = yaml.replace(name + "}", name + ", misspelt_key: 1}");
              assertThatThrownBy(() -> SweepFile.parse(wrong, "f", TRAINABLES))
                  .hasMessageContaining("misspelt_key");
            });
  }
}
