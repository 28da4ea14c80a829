package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

class LevelsTest {
  @Test
  void theHighestLevelIsNeverLost() {
    assertThat(Levels.of(1, 243, 3)).containsExactly(1, 3, 9, 27, 81, 243);
    assertThat(Levels.of(1, 1000, 10)).containsExactly(1, 10, 100, 1000);
    assertThat(Levels.of(1, 100, 3)).containsExactly(1, 3, 9, 27, 81, 100);
    assertThat(Levels.of(5, 5, 2)).containsExactly(5);
    assertThat(Levels.of(1, 1_000_000_000, 2)).hasSize(31).endsWith(536_870_912, 1_000_000_000);
    assertThat(Levels.of(1, 1_000_000_000, 1_000_000_000)).containsExactly(1, 1_000_000_000);
  }

  @Test
  void settingsAreTaken() {
    assertThat(Levels.of(Config.empty())).containsExactly(1, 3, 9, 27, 81);
    assertThat(Levels.of(Config.parse("{\"min_t\": 2, \"max_t\": 20, \"reduction_factor\": 2}")))
        .containsExactly(2, 4, 8, 16, 20);
    assertThatThrownBy(() -> Levels.of(Config.parse("{\"min_t\": 100}")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "search_alg: min_t must not be more than max_t (100 > 81)\n"
                + "  Maybe give it the same two as the scheduler.");
  }

  @Test
  void levelsMayBeListed() {
    assertThat(Levels.of(Config.parse("{\"levels\": [2, 6, 25, 100]}")))
        .containsExactly(2, 6, 25, 100);
    assertThatThrownBy(() -> Levels.of(Config.parse("{\"levels\": [2, 2]}")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("search_alg: levels must rise (2, 2)");
    assertThatThrownBy(() -> Levels.of(Config.parse("{\"levels\": []}")))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Levels.of(Config.parse("{\"levels\": [2], \"max_t\": 2}")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("search_alg: max_t has no meaning beside levels");
  }

  @Test
  void whatEndedBelowTheLowestLevelCountsThere() {
    double[] none = {Double.NaN, Double.NaN};
    assertThat(Levels.value(trial(Observation.State.DONE, 4, none), 0)).isEqualTo(4);
    assertThat(Levels.value(trial(Observation.State.DONE, 4, none), 1)).isNaN();
    assertThat(Levels.value(trial(Observation.State.RUNNING, 4, none), 0)).isNaN();
    assertThat(Levels.value(trial(Observation.State.FAILED, 4, none), 0)).isNaN();
    double[] first = {7, Double.NaN};
    for (Observation.State state : Observation.State.values()) {
      assertThat(Levels.value(trial(state, 4, first), 0)).isEqualTo(7);
      assertThat(Levels.value(trial(state, 4, first), 1)).isNaN();
    }
  }

  private static Observation trial(Observation.State state, double value, double[] levels) {
    return new Observation(0, new double[0], state, Score.of(value), levels, 1);
  }
}
