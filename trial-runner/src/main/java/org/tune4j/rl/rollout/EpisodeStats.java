package org.tune4j.rl.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * The true rewards and lengths of finished episodes: the last {@code window} of them, but always
 * all of the current iteration. Not thread-safe.
 */
public final class EpisodeStats {
  private final int window;
  private final List<Double> rewards = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private double[] runningRewards;
  private int[] runningLengths;
  private int endedNow;
  private long endedTotal;

  public EpisodeStats(int window, int environments) {
    this.window = window;
    runningRewards = new double[environments];
    runningLengths = new int[environments];
  }

  /** One step of one environment. */
  public void step(int environment, double reward, boolean ended) {
    runningRewards[environment] += reward;
    runningLengths[environment]++;
    if (ended) {
      rewards.add(runningRewards[environment]);
      lengths.add(runningLengths[environment]);
      endedNow++;
      endedTotal++;
      forget(environment);
    }
  }

  /** The environment had to begin a new episode in the middle of one, which does not count. */
  public void forget(int environment) {
    runningRewards[environment] = 0;
    runningLengths[environment] = 0;
  }

  public long endedTotal() {
    return endedTotal;
  }

  /** Begins an iteration: keeps only the window. */
  public void beginIteration() {
    endedNow = 0;
    int surplus = rewards.size() - window;
    if (surplus > 0) {
      rewards.subList(0, surplus).clear();
      lengths.subList(0, surplus).clear();
    }
  }

  /** Adds the metrics of the iteration. Means are there only when an episode has ended. */
  public void report(Map<String, Object> result) {
    int surplus = Math.max(0, rewards.size() - Math.max(window, endedNow));
    List<Double> shownRewards = List.copyOf(rewards.subList(surplus, rewards.size()));
    List<Integer> shownLengths = List.copyOf(lengths.subList(surplus, lengths.size()));
    if (!shownRewards.isEmpty()) {
      var summary = shownRewards.stream().mapToDouble(Double::doubleValue).summaryStatistics();
      result.put("episode_reward_mean", summary.getSum() / summary.getCount());
      result.put("episode_reward_min", summary.getMin());
      result.put("episode_reward_max", summary.getMax());
      result.put(
          "episode_len_mean",
          shownLengths.stream().mapToInt(Integer::intValue).average().orElse(0));
    }
    result.put("episodes_this_iter", endedNow);
    result.put("episodes_total", endedTotal);
    result.put(
        "hist_stats", Map.of("episode_reward", shownRewards, "episode_lengths", shownLengths));
  }

  public void save(StateWriter out) {
    out.put("episode_rewards", rewards.stream().mapToDouble(Double::doubleValue).toArray());
    out.put("episode_lengths", lengths.stream().mapToInt(Integer::intValue).toArray());
    out.put("running_rewards", runningRewards);
    out.put("running_lengths", runningLengths);
    out.put("episodes_total", endedTotal);
  }

  public void restore(StateReader in) {
    rewards.clear();
    lengths.clear();
    for (double reward : in.getDoubles("episode_rewards")) {
      rewards.add(reward);
    }
    for (int length : in.getInts("episode_lengths")) {
      lengths.add(length);
    }
    runningRewards = in.getDoubles("running_rewards");
    runningLengths = in.getInts("running_lengths");
    endedTotal = in.getLong("episodes_total");
  }
}
