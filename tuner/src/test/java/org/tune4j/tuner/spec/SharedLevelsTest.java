package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.search.Levels;
import org.tune4j.tuner.Sweep;

class SharedLevelsTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @ParameterizedTest
  @ValueSource(strings = {"bohb", "dehb", "{type: bohb, gamma: 0.2}"})
  void aSearcherThatLearnsByLevelTakesThoseOfTheScheduler(String searcher) {
    Sweep sweep = sweep(searcher, "{type: bohb, max_t: 100, reduction_factor: 4}");
    assertThat(Levels.of(sweep.search().settings())).containsExactly(2, 6, 25, 100);
    assertThat(sweep.warnings()).isEmpty();
  }

  @Test
  void itsOwnLevelsHoldAndAWarningSaysSo() {
    Sweep sweep = sweep("{type: bohb, max_t: 27}", "hyperband");
    assertThat(Levels.of(sweep.search().settings())).containsExactly(1, 3, 9, 27);
    assertThat(sweep.warnings())
        .containsExactly(
            "sweep s: search_alg learns at the iterations 1, 3, 9, 27, the scheduler decides at"
                + " 1, 3, 9, 27, 81; leave out min_t, max_t, reduction_factor and levels of"
                + " search_alg, and it learns where the scheduler decides");
    assertThat(sweep("{type: bohb, max_t: 81}", "hyperband").warnings()).isEmpty();
  }

  @Test
  void bohbWithoutASearcherThatLearnsIsHyperband() {
    assertThat(sweep("random_search", "bohb").warnings())
        .containsExactly(
            "sweep s: scheduler bohb is no other than hyperband here: it is made for a searcher"
                + " that learns at its levels; add search_alg: bohb");
    assertThat(sweep("random_search", "hyperband").warnings()).isEmpty();
  }

  @Test
  void levelsOfSomethingElseAreNoIterations() {
    List<String> warnings =
        sweep("bohb", "{type: bohb, max_t: 1000, time_attr: timesteps_total}").warnings();
    assertThat(warnings)
        .containsExactly(
            "sweep s: search_alg learns at training iterations, the levels of its scheduler are of"
                + " something else (time_attr)");
  }

  private static Sweep sweep(String searcher, String scheduler) {
    String yaml =
        """
        s:
          run: synthetic
          stop: {training_iteration: 200}
          num_samples: 4
          search_alg: %s
          scheduler: %s
          config: {lr: {loguniform: [1e-5, 1e-1]}}
        """
            .formatted(searcher, scheduler);
    return SweepFile.parse(yaml, "s.yaml", TRAINABLES).get(0);
  }
}
