package org.tune4j.rl.rollout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * The finished episodes of a trial: the last {@code window} of them, but always all of the current
 * iteration. Not thread-safe.
 */
public final class EpisodeStats {
  private int window;
  private final List<Episode> episodes = new ArrayList<>();
  private int endedNow;
  private long endedTotal;
  private long sinceForgotten;

  public EpisodeStats(int window) {
    this.window = window;
  }

  /** Reports the last so many episodes from now on. */
  public void setWindow(int episodesShown) {
    window = episodesShown;
  }

  /** Takes an episode that has ended. */
  public void add(Episode episode) {
    episodes.add(episode);
    sinceForgotten++;
    endedNow++;
    endedTotal++;
  }

  /** Counts an episode that has ended, but leaves it out of the means. */
  public void count() {
    endedNow++;
    endedTotal++;
  }

  /** Forgets the episodes, but for their number. */
  public void forget() {
    episodes.clear();
    sinceForgotten = 0;
  }

  /** How many episodes were added since they were forgotten last, in the window or not. */
  public long sinceForgotten() {
    return sinceForgotten;
  }

  /** Begins an iteration: keeps only the window. */
  public void beginIteration() {
    endedNow = 0;
    int surplus = episodes.size() - window;
    if (surplus > 0) {
      episodes.subList(0, surplus).clear();
    }
  }

  /** Adds the metrics of the iteration. Means are there only when an episode has ended. */
  public void report(Map<String, Object> result) {
    int surplus = Math.max(0, episodes.size() - Math.max(window, endedNow));
    List<Episode> shown = episodes.subList(surplus, episodes.size());
    List<Double> rewards = shown.stream().map(Episode::reward).toList();
    List<Integer> lengths = shown.stream().map(Episode::length).toList();
    if (!shown.isEmpty()) {
      var summary = rewards.stream().mapToDouble(Double::doubleValue).summaryStatistics();
      result.put("episode_reward_mean", summary.getSum() / summary.getCount());
      result.put("episode_reward_min", summary.getMin());
      result.put("episode_reward_max", summary.getMax());
      result.put(
          "episode_len_mean", lengths.stream().mapToInt(Integer::intValue).average().orElse(0));
    }
    result.put("episodes_this_iter", endedNow);
    result.put("episodes_total", endedTotal);
    Map<String, Object> histograms = new LinkedHashMap<>();
    histograms.put("episode_reward", rewards);
    histograms.put("episode_lengths", lengths);
    collect(shown).forEach(histograms::put);
    result.put("hist_stats", histograms);
    Map<String, Object> custom = customMetrics(shown);
    if (!custom.isEmpty()) {
      result.put("custom_metrics", custom);
    }
  }

  private static SortedMap<String, List<Double>> collect(List<Episode> shown) {
    SortedMap<String, List<Double>> all = new TreeMap<>();
    for (Episode episode : shown) {
      episode
          .histData()
          .forEach((name, data) -> all.computeIfAbsent(name, n -> new ArrayList<>()).addAll(data));
    }
    return all;
  }

  private static Map<String, Object> customMetrics(List<Episode> shown) {
    SortedMap<String, List<Double>> byName = new TreeMap<>();
    for (Episode episode : shown) {
      episode
          .customMetrics()
          .forEach((name, x) -> byName.computeIfAbsent(name, n -> new ArrayList<>()).add(x));
    }
    Map<String, Object> metrics = new LinkedHashMap<>();
    byName.forEach(
        (name, values) -> {
          var summary = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
          metrics.put(name + "_mean", summary.getSum() / summary.getCount());
          metrics.put(name + "_min", summary.getMin());
          metrics.put(name + "_max", summary.getMax());
        });
    return metrics;
  }

  public void save(StateWriter out) {
    out.put("episodes_total", endedTotal);
    out.put("since_forgotten", sinceForgotten);
    out.put("episodes", episodes.size());
    for (Episode episode : episodes) {
      out.put("environment", episode.environment());
      episode.save(out);
    }
  }

  public void restore(StateReader in) {
    endedTotal = in.getLong("episodes_total");
    sinceForgotten = in.getLong("since_forgotten");
    episodes.clear();
    for (int left = in.getInt("episodes"); left > 0; left--) {
      episodes.add(Episode.read(in.getInt("environment"), in));
    }
  }
}
