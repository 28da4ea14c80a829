package org.tune4j.rl.algorithm;

import java.util.Map;
import org.tune4j.rl.rollout.Episode;
import org.tune4j.rl.rollout.EpisodeStats;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * The finished episodes of a trial, and which of them means are of: after {@link #forget} only
 * those that began with the tasks that were given last. Not thread-safe.
 */
final class CountedEpisodes {
  private final EpisodeStats stats;
  private final long[] tasks;
  private final long[] counted;

  /**
   * None yet.
   *
   * @param window how many of them means are of
   * @param environments how many the trial has
   */
  CountedEpisodes(int window, int environments) {
    stats = new EpisodeStats(window);
    tasks = new long[environments];
    counted = new long[environments];
  }

  /** One of the trial's environments was given a task. */
  void given(int environment) {
    tasks[environment]++;
  }

  /** From now on the means are of those episodes alone that began after their last task. */
  void forget() {
    System.arraycopy(tasks, 0, counted, 0, tasks.length);
    stats.forget();
  }

  /** Takes an episode that has ended. */
  void add(Episode episode) {
    if (episode.tasks() >= counted[episode.environment()]) {
      stats.add(episode);
    } else {
      stats.count();
    }
  }

  /** How many counted since they were forgotten last, in the window or not. */
  long sinceForgotten() {
    return stats.sinceForgotten();
  }

  void setWindow(int window) {
    stats.setWindow(window);
  }

  void beginIteration() {
    stats.beginIteration();
  }

  void report(Map<String, Object> result) {
    stats.report(result);
  }

  void save(StateWriter out) {
    stats.save(out);
    for (int i = 0; i < tasks.length; i++) {
      out.put("tasks", tasks[i]);
      out.put("counted", counted[i]);
    }
  }

  void restore(StateReader in) {
    stats.restore(in);
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = in.getLong("tasks");
      counted[i] = in.getLong("counted");
    }
  }
}
