package org.tune4j.rl.rollout;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.preprocess.FilterState;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * What a worker answers.
 *
 * @param trajectories in the order of environments; none of whole episodes that were asked for
 * @param episodes those that ended
 * @param steps environment steps that were made
 * @param restarts environments that were made anew, since the worker began
 * @param filter the worker's statistics of observations now
 * @param seen the statistics of the observations of this sampling alone
 */
public record Sample(
    List<Trajectory> trajectories,
    List<Episode> episodes,
    long steps,
    long restarts,
    FilterState filter,
    FilterState seen) {

  public void save(StateWriter out) {
    out.put("trajectories", trajectories.size());
    for (Trajectory trajectory : trajectories) {
      out.put("environment", trajectory.environment());
      trajectory.save(out);
    }
    out.put("episodes", episodes.size());
    for (Episode episode : episodes) {
      out.put("environment", episode.environment());
      episode.save(out);
    }
    out.put("steps", steps);
    out.put("restarts", restarts);
    filter.save(out);
    seen.save(out);
  }

  /** One that was saved. */
  public static Sample read(StateReader in) {
    List<Trajectory> trajectories = new ArrayList<>();
    for (int left = in.getInt("trajectories"); left > 0; left--) {
      trajectories.add(Trajectory.read(in.getInt("environment"), in));
    }
    List<Episode> episodes = new ArrayList<>();
    for (int left = in.getInt("episodes"); left > 0; left--) {
      episodes.add(Episode.read(in.getInt("environment"), in));
    }
    return new Sample(
        trajectories,
        episodes,
        in.getLong("steps"),
        in.getLong("restarts"),
        FilterState.read(in),
        FilterState.read(in));
  }
}
