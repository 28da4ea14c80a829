package org.tune4j.rl.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

class CurriculumTest {
  private static final Config TWO =
      Config.of(
          Map.of(
              "metric",
              "episode_reward_mean",
              "thresholds",
              List.of(100, 200),
              "fall_back",
              false,
              "min_episodes",
              3));

  private static boolean move(Curriculum curriculum, double mean, long episodes) {
    return curriculum.move(Map.of("episode_reward_mean", mean), episodes);
  }

  @Test
  void aThresholdIsReachedAtItsValueAndOnePhaseAtATime() {
    Curriculum curriculum = new Curriculum(TWO);
    assertThat(curriculum.task()).isEqualTo(0L);
    assertThat(move(curriculum, 99.9, 10)).isFalse();
    assertThat(move(curriculum, 250, 10)).isTrue();
    assertThat(curriculum.phase()).isEqualTo(1);
    assertThat(curriculum.task()).isEqualTo(1L);
    assertThat(move(curriculum, 200, 10)).isTrue();
    assertThat(move(curriculum, 900, 10)).as("there is no other phase").isFalse();
    assertThat(curriculum.phase()).isEqualTo(2);
  }

  @Test
  void aFewLuckyEpisodesDoNotCount() {
    Curriculum curriculum = new Curriculum(TWO);
    assertThat(move(curriculum, 150, 2)).isFalse();
    assertThat(move(curriculum, 150, 3)).isTrue();
  }

  @Test
  void withoutTheMetricNothingMoves() {
    Curriculum curriculum = new Curriculum(TWO);
    assertThat(curriculum.move(Map.of(), 10)).isFalse();
    assertThat(curriculum.move(Map.of("episode_reward_mean", Double.NaN), 10)).isFalse();
  }

  @Test
  void fallsBackOnlyWhenToldTo() {
    Curriculum never = new Curriculum(TWO);
    move(never, 100, 10);
    assertThat(move(never, 0, 10)).isFalse();
    Curriculum back = new Curriculum(TWO.with("fall_back", true));
    move(back, 100, 10);
    assertThat(move(back, 100, 10)).isFalse();
    assertThat(move(back, 99, 10)).isTrue();
    assertThat(back.phase()).isZero();
    assertThat(move(back, 0, 10)).isFalse();
  }

  @Test
  void metricsMayLieInMapsAndTasksMayBeAnything() {
    Curriculum curriculum =
        new Curriculum(
            TWO.with("metric", "evaluation/episode_reward_mean")
                .with("tasks", List.of(Map.of("goal_radius", 1), "near", 0.25)));
    assertThat(curriculum.task()).isEqualTo(Map.of("goal_radius", 1L));
    assertThat(curriculum.move(Map.of("evaluation", Map.of("episode_reward_mean", 100)), 3))
        .isTrue();
    assertThat(curriculum.task()).isEqualTo("near");
  }

  @Test
  void tasksMustFitThresholds() {
    assertThatThrownBy(() -> new Curriculum(TWO.with("tasks", List.of(1, 2))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be one more than the thresholds (2 thresholds, 2 tasks)");
    assertThatThrownBy(() -> new Curriculum(TWO.with("thresholds", List.of())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at least one number");
  }

  @Test
  void thePhaseIsSaved() {
    Curriculum curriculum = new Curriculum(TWO);
    move(curriculum, 100, 10);
    Curriculum restored = new Curriculum(TWO);
    restored.restore(StateReader.of(StateWriter.bytes(curriculum::save)));
    assertThat(restored.phase()).isEqualTo(1);
  }
}
