package org.tune4j.rl.algorithm.impala;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Mixes fragments of the past into those of now; V-trace allows for their age. Not thread-safe. */
final class FragmentReplay {
  private final int slots;
  private final double proportion;
  private final SavedRandom random;
  private final List<List<Trajectory>> kept = new ArrayList<>();
  private int oldest;

  /**
   * @param slots how many fragments are kept; with 0 nothing is replayed
   * @param proportion how many old fragments for each new one, on average
   */
  FragmentReplay(int slots, double proportion, long seed) {
    this.slots = slots;
    this.proportion = proportion;
    random = new SavedRandom(seed, "replayed fragments", 0);
  }

  /** Keeps a fragment; itself and the old ones that come with it. */
  List<Trajectory> mix(List<Trajectory> fragment) {
    List<Trajectory> mixed = new ArrayList<>(fragment);
    if (slots == 0 || proportion == 0) {
      return mixed;
    }
    if (kept.size() < slots) {
      kept.add(fragment);
    } else {
      kept.set(oldest, fragment);
      oldest = (oldest + 1) % slots;
    }
    for (double left = proportion; random.nextDouble() < left; left--) {
      mixed.addAll(kept.get(random.nextInt(kept.size())));
    }
    return mixed;
  }

  void save(StateWriter out) {
    random.save(out, "replay_random");
    out.put("replay_buffer_num_slots", slots);
    out.put("oldest", oldest);
    out.put("kept", kept.size());
    kept.forEach(fragment -> Pieces.save(fragment, out));
  }

  void restore(StateReader in) {
    random.restore(in, "replay_random");
    in.expect("replay_buffer_num_slots", slots);
    oldest = in.getInt("oldest");
    kept.clear();
    for (int left = in.getInt("kept"); left > 0; left--) {
      kept.add(Pieces.read(in));
    }
  }
}
