package org.tune4j.rl.algorithm.impala;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Lists of trajectories in a checkpoint. */
final class Pieces {
  private Pieces() {}

  static void save(List<Trajectory> trajectories, StateWriter out) {
    out.put("trajectories", trajectories.size());
    for (Trajectory trajectory : trajectories) {
      out.put("environment", trajectory.environment());
      trajectory.save(out);
    }
  }

  static List<Trajectory> read(StateReader in) {
    List<Trajectory> read = new ArrayList<>();
    for (int left = in.getInt("trajectories"); left > 0; left--) {
      read.add(Trajectory.read(in.getInt("environment"), in));
    }
    return read;
  }
}
