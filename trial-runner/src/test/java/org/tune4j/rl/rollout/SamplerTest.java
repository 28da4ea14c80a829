package org.tune4j.rl.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.env.Countdown;
import org.tune4j.rl.env.VectorEnv;
import org.tune4j.rl.preprocess.NoFilter;
import org.tune4j.rl.preprocess.RewardClip;
import org.tune4j.space.Config;

class SamplerTest {
  private static final float[][] ACTION = {{0}};

  @Test
  void theNextObservationIsTheOneActedOnNextButForEnds() {
    Sampler sampler = sampler(false);
    for (int i = 0; i < 7; i++) {
      sampler.step(ACTION);
      int inEpisode = i % 3;
      assertThat(sampler.previous()[0]).containsExactly(inEpisode);
      assertThat(sampler.next()[0]).containsExactly(inEpisode + 1);
      assertThat(sampler.observations()[0]).containsExactly(inEpisode == 2 ? 0 : inEpisode + 1);
      assertThat(sampler.ended(0)).isEqualTo(inEpisode == 2);
      assertThat(sampler.terminated(0)).isEqualTo(inEpisode == 2);
    }
    assertThat(sampler.previous()[0]).isNotSameAs(sampler.observations()[0]);
    assertThat(sampler.next()[0]).isNotSameAs(sampler.observations()[0]);
  }

  @Test
  void rewardsToLearnFromAreClippedAndStatisticsAreTrue() {
    Sampler sampler = sampler(false);
    for (int i = 0; i < 3; i++) {
      sampler.step(ACTION);
    }
    assertThat(sampler.reward(0)).isEqualTo(1);
    assertThat(report(sampler.episodes())).containsEntry("episode_reward_mean", 3.0);
  }

  @Test
  void endsCanBeLearnedFromAsCutOffs() {
    Sampler sampler = sampler(true);
    for (int i = 0; i < 3; i++) {
      sampler.step(ACTION);
    }
    assertThat(sampler.ended(0)).isTrue();
    assertThat(sampler.terminated(0)).isFalse();
  }

  @Test
  void withoutAnEpisodeThereIsNoMean() {
    assertThat(report(new EpisodeStats(2, 1)))
        .doesNotContainKeys("episode_reward_mean", "episode_len_mean")
        .containsEntry("episodes_this_iter", 0);
  }

  @Test
  void theWindowHoldsTheLastEpisodesOrAllOfTheIteration() {
    EpisodeStats stats = new EpisodeStats(2, 1);
    for (int reward = 1; reward <= 3; reward++) {
      stats.step(0, reward, true);
    }
    assertThat(report(stats))
        .containsEntry("episode_reward_mean", 2.0)
        .containsEntry("episodes_this_iter", 3);
    stats.beginIteration();
    assertThat(report(stats))
        .containsEntry("episode_reward_mean", 2.5)
        .containsEntry("episodes_total", 3L);
    stats.step(0, 8, true);
    assertThat(report(stats))
        .containsEntry("episode_reward_mean", 5.5)
        .containsEntry("episode_reward_max", 8.0)
        .containsEntry("episode_reward_min", 3.0)
        .containsEntry(
            "hist_stats",
            Map.of("episode_reward", List.of(3.0, 8.0), "episode_lengths", List.of(1, 1)));
  }

  private static Map<String, Object> report(EpisodeStats stats) {
    Map<String, Object> result = new LinkedHashMap<>();
    stats.report(result);
    return result;
  }

  private static Sampler sampler(boolean neverTerminated) {
    VectorEnv environments = new VectorEnv(List.of(new Countdown(Config.empty())), 100, 1);
    return new Sampler(
        environments,
        new NoFilter(),
        RewardClip.parse(1),
        new EpisodeStats(100, 1),
        neverTerminated);
  }
}
