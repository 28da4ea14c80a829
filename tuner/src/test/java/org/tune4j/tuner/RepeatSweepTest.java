package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.search.Searcher;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;

/** {@code search_alg.repeat} and {@code search_alg.max_concurrent}. */
@Timeout(120)
class RepeatSweepTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @TempDir Path folder;

  private static Sweep sweep(String searchAlg, int samples) {
    String yaml =
        """
        s:
          run: synthetic
          seed: 3
          num_samples: %d
          search_alg: %s
          config:
            iterations: 2
            noise: 0.1
            lr: {loguniform: [1e-5, 1e-1]}
            momentum: {uniform: [0.5, 0.99]}
        """;
    return SweepFile.parse(yaml.formatted(samples, searchAlg), "test.yaml", TRAINABLES).get(0);
  }

  private static List<Trial> trials(Path results) {
    List<Trial> trials = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.forEachTrial("s", trials::add);
    }
    return trials;
  }

  @Test
  void eachConfigIsTriedAsOftenAsIsSaidWithOtherSeeds() throws Exception {
    String alg = "{type: tpe, repeat: 3, max_concurrent: 1, n_startup: 2}";
    Path whole = folder.resolve("whole");
    Path inTwo = folder.resolve("in-two");
    try (Tuner tuner = Tuner.open(whole, new Resources(3, 0), TRAINABLES)) {
      tuner.run(sweep(alg, 18));
    }
    try (Tuner tuner = Tuner.open(inTwo, new Resources(3, 0), TRAINABLES)) {
      tuner.run(sweep(alg, 10));
    }
    try (Tuner tuner = Tuner.open(inTwo, new Resources(3, 0), TRAINABLES)) {
      tuner.resume("s", 18);
    }
    List<Trial> trials = trials(whole);
    assertThat(trials).hasSize(18);
    Set<Long> seeds = new HashSet<>();
    Set<Object> configs = new HashSet<>();
    for (Trial trial : trials) {
      assertThat(trial.config()).isEqualTo(trials.get(trial.number() / 3 * 3).config());
      seeds.add(trial.seed());
      configs.add(trial.config());
    }
    assertThat(seeds).hasSize(18);
    assertThat(configs).hasSize(6);
    assertThat(trials(inTwo)).extracting(Trial::config).isEqualTo(configs(trials));
  }

  private static List<Object> configs(List<Trial> trials) {
    return trials.stream().<Object>map(Trial::config).toList();
  }

  @Test
  void everyAlgorithmTakesBothKeysAndTheWalkNeither() {
    for (String kind : AlgorithmKinds.all().keySet()) {
      Searcher searcher =
          sweep("{type: %s, repeat: 2, max_concurrent: 1}".formatted(kind), 4).searcher();
      Suggestion first = searcher.suggest(0);
      assertThat(searcher.suggest(1)).isEqualTo(first);
      assertThat(searcher.suggest(2)).as(kind).isEqualTo(new Suggestion.NotYet(true));
      assertThat(searcher.total()).hasValue(4);
    }
    for (String key : List.of("repeat", "max_concurrent")) {
      assertThatThrownBy(() -> sweep("{type: random, %s: 2}".formatted(key), 4))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("search_alg: there is no key " + key);
    }
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> sweep("{type: tpe, repeat: 0, max_concurrent: -1}", 4))
        .hasMessageContaining("search_alg.repeat: must be")
        .hasMessageContaining("search_alg.max_concurrent: must be");
    assertThatThrownBy(() -> sweep("{type: bohb, min_t: 100}", 4))
        .hasMessage(
            """
            sweep s: search_alg: min_t must not be more than max_t (100 > 81)
              at test.yaml:5:15
              Maybe give it the same two as the scheduler.\
            """);
  }

  @Test
  void whoCannotTryAllConfigsAsOftenIsWarned() {
    assertThat(sweep("{type: tpe, repeat: 3}", 9).warnings()).isEmpty();
    assertThat(sweep("{type: tpe, repeat: 3}", 10).warnings())
        .singleElement()
        .asString()
        .contains("num_samples counts trials");
  }

  @Test
  void javaSaysTheSame() {
    Sweep sweep =
        Sweep.named("s")
            .run("synthetic")
            .objective("loss", Objective.Mode.MIN)
            .config("lr", Map.of("loguniform", List.of(1e-5, 1e-1)))
            .numSamples(6)
            .set("search_alg", Map.of("type", "dehb", "repeat", 3, "max_concurrent", 1))
            .build(TRAINABLES);
    Searcher searcher = sweep.searcher();
    assertThat(searcher.suggest(0)).isEqualTo(searcher.suggest(1));
    searcher.suggest(2);
    assertThat(searcher.suggest(3)).isEqualTo(new Suggestion.NotYet(true));
  }
}
