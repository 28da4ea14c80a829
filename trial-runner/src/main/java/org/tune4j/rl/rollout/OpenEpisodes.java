package org.tune4j.rl.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tune4j.rl.env.VectorEnv;
import org.tune4j.rl.exploration.Exploration;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * What the environments of a worker are in the middle of: the episode of each of them, and those of
 * its steps that nobody was given yet. Not thread-safe.
 */
final class OpenEpisodes {
  /** Whoever asks for whole episodes waits for their ends, which some policies never reach. */
  static final int LONGEST_EPISODE = 1_000_000;

  /** So many failed episodes of one environment, one after the other, are no bad luck any more. */
  static final int MOST_FAILED_EPISODES = 100;

  private final RolloutWorker worker;
  private final RolloutConfig config;
  private final VectorEnv environments;
  private final int first;
  private final Observer observer;
  private final Exploration exploration;
  private final List<? extends WorkerListener> listeners;
  private final float[][] observations;
  private final Trajectory[] open;
  private final Episode[] episodes;
  private final long[] given;
  private final int[] failed;
  private final float[][] lastRows;
  private boolean keeps = true;

  /** What has come to its end. */
  record Collected(List<Trajectory> trajectories, List<Episode> episodes) {
    Collected() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * None has begun yet.
   *
   * @param worker whose they are, for the listeners
   * @param first the number of its first environment in the whole trial
   */
  OpenEpisodes(
      RolloutWorker worker,
      RolloutConfig config,
      int first,
      Observer observer,
      Exploration exploration,
      List<? extends WorkerListener> listeners) {
    this.worker = worker;
    this.config = config;
    this.environments = worker.environments();
    this.first = first;
    this.observer = observer;
    this.exploration = exploration;
    this.listeners = listeners;
    int count = environments.count();
    observations = new float[count][];
    open = new Trajectory[count];
    episodes = new Episode[count];
    given = new long[count];
    failed = new int[count];
    lastRows = new float[count][];
  }

  /** Begins the first one in each environment. */
  void begin() {
    for (int i = 0; i < open.length; i++) {
      begin(i, 0);
    }
  }

  /** Begins others in all environments, which were reset, and gives up those that went on. */
  void beginAnew() {
    Arrays.fill(failed, 0);
    for (int i = 0; i < open.length; i++) {
      begin(i, episodes[i].number() + 1);
    }
  }

  private void begin(int i, long episode) {
    observations[i] = observer.first(i, environments.observations()[i]);
    open[i] = new Trajectory(first + i, episode, 0);
    episodes[i] = new Episode(first + i, episode, given[i]);
    exploration.begin(i);
    listeners.forEach(listener -> listener.onEpisodeStart(worker, episodes[i]));
  }

  /** What to act on next, one row per environment. */
  float[][] observations() {
    return observations;
  }

  /** From now on steps are kept, to be given out, or only counted. */
  void keep(boolean steps) {
    keeps = steps;
  }

  /** Takes what the last step of an environment led to. */
  void take(Policy acting, int i, float[] action, Collected collected) {
    float[] next = observations[i];
    if (environments.crashed(i)) {
      failed[i]++;
    } else {
      next = addStep(acting, i, action);
    }
    if (environments.ended(i)) {
      boolean nothingMore = environments.terminated(i) && !config.noDoneAtEnd();
      open[i].close(next, nothingMore, true);
      end(i, collected);
    } else {
      observations[i] = next;
    }
  }

  private float[] addStep(Policy acting, int i, float[] action) {
    double value = acting.hasValues() ? acting.value(i) : 0;
    double reward = environments.reward(i);
    if (keeps) {
      float[] outputs = acting.outputs()[i].clone();
      open[i].add(observations[i], action, outputs, value, config.rewards().apply(reward));
    }
    episodes[i].step(reward);
    float[] next = observer.next(i, environments.lastObservations()[i]);
    for (WorkerListener listener : listeners) {
      listener.onEpisodeStep(worker, episodes[i]);
    }
    return next;
  }

  private void end(int i, Collected collected) {
    Episode episode = episodes[i];
    give(i, collected);
    if (!environments.crashed(i)) {
      failed[i] = 0;
      listeners.forEach(listener -> listener.onEpisodeEnd(worker, episode));
      collected.episodes.add(episode);
    }
    begin(i, episode.number() + 1);
  }

  private void give(int i, Collected collected) {
    Trajectory trajectory = open[i];
    if (keeps) {
      listeners.forEach(l -> l.onPostprocessTrajectory(worker, episodes[i], trajectory));
      collected.trajectories.add(trajectory);
    }
  }

  /** Gives out what there is; the episodes go on. */
  void cutAll(Collected collected) {
    for (int i = 0; i < open.length; i++) {
      if (open[i].length() > 0) {
        open[i].close(observations[i], false, false);
        give(i, collected);
        open[i] = new Trajectory(first + i, open[i].episode(), open[i].start() + open[i].length());
      }
    }
  }

  /** Estimates what comes after the trajectories that did not end by themselves. */
  void value(Policy acting, List<Trajectory> trajectories) {
    if (!acting.hasValues()) {
      return;
    }
    for (int from = 0; from < trajectories.size(); from += lastRows.length) {
      int rows = Math.min(lastRows.length, trajectories.size() - from);
      for (int row = 0; row < rows; row++) {
        lastRows[row] = trajectories.get(from + row).next();
      }
      acting.forward(lastRows, rows);
      for (int row = 0; row < rows; row++) {
        Trajectory trajectory = trajectories.get(from + row);
        trajectory.setLastValue(trajectory.terminated() ? 0 : acting.value(row));
      }
    }
  }

  /**
   * An episode that does not end is never given out.
   *
   * @param instead keys that would end it
   */
  void refuseEndless(String instead) {
    for (Episode episode : episodes) {
      if (episode.length() >= LONGEST_EPISODE) {
        throw new InvalidInputException(
            new Problem(
                "env: %s: an episode has not ended after %,d steps"
                    .formatted(config.env(), LONGEST_EPISODE),
                null,
                "give " + instead + ", or max_episode_steps in env_config"));
      }
    }
  }

  /** Nor is one that fails. */
  void refuseFailing() {
    for (int i = 0; i < failed.length; i++) {
      RuntimeException failure = environments.failure(i);
      if (failure != null && failed[i] >= MOST_FAILED_EPISODES) {
        throw new IllegalStateException(
            "env: %s: %d episodes one after the other failed before their end: %s%n"
                    .formatted(config.env(), MOST_FAILED_EPISODES, failure)
                + "  Maybe EnvironmentCheck says what is wrong with it.",
            failure);
      }
    }
  }

  /** Counts a task that an environment was given; -1 means all. */
  void countTask(int environment) {
    for (int i = 0; i < given.length; i++) {
      if (environment < 0 || environment == i) {
        given[i]++;
      }
    }
  }

  void save(StateWriter out) {
    for (int i = 0; i < open.length; i++) {
      out.put("seen", observations[i]);
      open[i].save(out);
      episodes[i].save(out);
      out.put("tasks", given[i]);
    }
  }

  void restore(StateReader in) {
    for (int i = 0; i < open.length; i++) {
      observations[i] = in.getFloats("seen");
      open[i] = Trajectory.read(first + i, in);
      episodes[i] = Episode.read(first + i, in);
      given[i] = in.getLong("tasks");
    }
  }

  /** Begins others where environments could not go on with the restored ones. */
  void beginWhere(boolean[] fresh) {
    for (int i = 0; i < open.length; i++) {
      if (fresh[i]) {
        begin(i, episodes[i].number() + 1);
      }
    }
  }
}
