package org.tune4j.rl.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

class EpisodeStatsTest {
  @Test
  void withoutAnEpisodeThereIsNoMean() {
    assertThat(report(new EpisodeStats(2)))
        .doesNotContainKeys("episode_reward_mean", "episode_len_mean", "custom_metrics")
        .containsEntry("episodes_this_iter", 0);
  }

  @Test
  void theWindowHoldsTheLastEpisodesOrAllOfTheIteration() {
    EpisodeStats stats = new EpisodeStats(2);
    for (int reward = 1; reward <= 3; reward++) {
      stats.add(episode(reward));
    }
    assertThat(report(stats))
        .containsEntry("episode_reward_mean", 2.0)
        .containsEntry("episodes_this_iter", 3);
    stats.beginIteration();
    assertThat(report(stats))
        .containsEntry("episode_reward_mean", 2.5)
        .containsEntry("episodes_total", 3L);
    stats.add(episode(8));
    assertThat(report(stats))
        .containsEntry("episode_reward_mean", 5.5)
        .containsEntry("episode_reward_max", 8.0)
        .containsEntry("episode_reward_min", 3.0)
        .containsEntry(
            "hist_stats",
            Map.of("episode_reward", List.of(3.0, 8.0), "episode_lengths", List.of(1, 1)));
  }

  @Test
  void episodesThatLeftTheWindowAreCountedUntilTheyAreForgotten() {
    EpisodeStats stats = new EpisodeStats(2);
    for (int i = 0; i < 5; i++) {
      stats.beginIteration();
      stats.add(episode(i));
    }
    stats.count();
    assertThat(stats.sinceForgotten()).isEqualTo(5);
    EpisodeStats restored = new EpisodeStats(2);
    restored.restore(StateReader.of(StateWriter.bytes(stats::save)));
    assertThat(restored.sinceForgotten()).isEqualTo(5);
    restored.forget();
    assertThat(restored.sinceForgotten()).isZero();
  }

  @Test
  void whatListenersAddIsSummedUpOverEpisodesAndSaved() {
    EpisodeStats stats = new EpisodeStats(10);
    for (int i = 1; i <= 3; i++) {
      Episode episode = episode(i);
      episode.customMetrics().put("angle", (double) i);
      episode.histData().put("angles", List.of(i + 0.25, i + 0.5));
      stats.add(episode);
    }
    EpisodeStats restored = new EpisodeStats(10);
    restored.restore(StateReader.of(StateWriter.bytes(stats::save)));

    assertThat(report(restored))
        .containsEntry(
            "custom_metrics", Map.of("angle_mean", 2.0, "angle_min", 1.0, "angle_max", 3.0));
    assertThat(((Map<?, ?>) report(restored).get("hist_stats")).get("angles"))
        .isEqualTo(List.of(1.25, 1.5, 2.25, 2.5, 3.25, 3.5));
  }

  private static Episode episode(double reward) {
    Episode episode = new Episode(0, 0);
    episode.step(reward);
    return episode;
  }

  private static Map<String, Object> report(EpisodeStats stats) {
    Map<String, Object> result = new LinkedHashMap<>();
    stats.report(result);
    return result;
  }
}
