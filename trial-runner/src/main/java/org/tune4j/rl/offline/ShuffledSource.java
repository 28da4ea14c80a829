package org.tune4j.rl.offline;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Holds a number of trajectories and gives out any of them, for the next one of another source. */
final class ShuffledSource implements Source {
  private final Source source;
  private final int size;
  private final SavedRandom random;
  private final List<Recorded> held = new ArrayList<>();

  /**
   * @param size how many are held, at least 1
   */
  ShuffledSource(Source source, int size, SavedRandom random) {
    this.source = source;
    this.size = size;
    this.random = random;
  }

  @Override
  public Recorded next() {
    while (held.size() < size) {
      held.add(source.next());
    }
    return held.set(random.nextInt(size), source.next());
  }

  @Override
  public void save(StateWriter out) {
    source.save(out);
    random.save(out, "input_shuffling");
    out.put("input_held", held.size());
    for (Recorded recorded : held) {
      recorded.trajectory().save(out);
      out.put("log_probabilities", recorded.logProbabilities());
    }
  }

  @Override
  public void restore(StateReader in) {
    source.restore(in);
    random.restore(in, "input_shuffling");
    held.clear();
    for (int left = in.getInt("input_held"); left > 0; left--) {
      held.add(new Recorded(Trajectory.read(0, in), in.getDoubles("log_probabilities")));
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
