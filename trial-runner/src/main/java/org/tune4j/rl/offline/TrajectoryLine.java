package org.tune4j.rl.offline;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.yaml.Json;

/**
 * A trajectory as one line of JSON: an object with a list for each column, an item for each step.
 *
 * @param distribution what the policy's outputs mean; {@code null} when actions were not drawn from
 *     it, so that nobody knows how likely they were
 * @param episodeIds a number for the episode of a trajectory that no other episode has
 */
record TrajectoryLine(@Nullable Distribution distribution, ToLongFunction<Trajectory> episodeIds) {

  /** The line, without its end. */
  String of(Trajectory trajectory) {
    int length = trajectory.length();
    Map<String, Object> columns = new TreeMap<>();
    columns.put("type", "SampleBatch");
    columns.put(Columns.OBSERVATIONS, rows(length, trajectory::observation));
    columns.put(Columns.NEXT, rows(length, trajectory::next));
    columns.put(Columns.ACTIONS, actions(trajectory));
    columns.put(Columns.REWARDS, Arrays.copyOf(trajectory.rewards(), length));
    columns.put(Columns.DONES, last(length, trajectory.ended()));
    columns.put(Columns.TERMINATED, last(length, trajectory.terminated()));
    columns.put(Columns.TRUNCATED, last(length, trajectory.ended() && !trajectory.terminated()));
    long[] episode = new long[length];
    Arrays.fill(episode, episodeIds.applyAsLong(trajectory));
    columns.put(Columns.EPISODE, episode);
    int[] times = new int[length];
    Arrays.setAll(times, i -> trajectory.start() + i);
    columns.put(Columns.TIME, times);
    columns.put(Columns.OUTPUTS, rows(length, trajectory::outputs));
    columns.put(Columns.VALUES, Arrays.copyOf(trajectory.values(), length));
    if (distribution != null) {
      double[] logs = new double[length];
      Arrays.setAll(
          logs, i -> distribution.logProbability(trajectory.outputs(i), trajectory.action(i)));
      columns.put(Columns.LOG_PROBABILITY, logs);
      columns.put(Columns.PROBABILITY, Arrays.stream(logs).map(Math::exp).toArray());
    }
    return Json.write(columns);
  }

  private interface Rows {
    float[] row(int step);
  }

  private static float[][] rows(int length, Rows rows) {
    float[][] all = new float[length][];
    Arrays.setAll(all, rows::row);
    return all;
  }

  /** A single number for an action of one number that is whole everywhere: the form of RLlib. */
  private static Object actions(Trajectory trajectory) {
    int length = trajectory.length();
    long[] whole = new long[length];
    for (int i = 0; i < length; i++) {
      float[] action = trajectory.action(i);
      whole[i] = (long) action[0];
      if (action.length != 1 || whole[i] != action[0]) {
        return rows(length, trajectory::action);
      }
    }
    return whole;
  }

  private static boolean[] last(int length, boolean value) {
    boolean[] column = new boolean[length];
    column[length - 1] = value;
    return column;
  }
}
