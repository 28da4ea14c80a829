package org.tune4j.rl.algorithm.marwil;

import java.util.Arrays;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** The newest steps with their discounted returns, of which batches are drawn. Not thread-safe. */
final class ReturnReplay {
  private static final int FIRST_CAPACITY = 1024;

  private final int capacity;
  private final double gamma;
  private final SavedRandom random;
  private float[][] observations = new float[0][];
  private float[][] actions = new float[0][];
  private double[] returns = new double[0];
  private long added;

  /**
   * An empty one.
   *
   * @param capacity how many steps, at least 1
   * @param gamma discount per step
   * @param seed the trial's
   */
  ReturnReplay(int capacity, double gamma, long seed) {
    this.capacity = capacity;
    this.gamma = gamma;
    random = new SavedRandom(seed, "replay", 0);
  }

  /** How many steps are there. */
  int size() {
    return (int) Math.min(added, capacity);
  }

  /** How many steps were ever there. */
  long added() {
    return added;
  }

  /**
   * Takes the steps of a trajectory in.
   *
   * @param last the estimated return after its last step; 0 after a termination
   */
  void add(Trajectory trajectory, double last) {
    double[] earned = new double[trajectory.length()];
    double next = last;
    for (int i = earned.length - 1; i >= 0; i--) {
      next = trajectory.rewards()[i] + gamma * next;
      earned[i] = next;
    }
    for (int i = 0; i < earned.length; i++) {
      int at = (int) (added++ % capacity);
      if (at >= returns.length) {
        grow(Math.min(capacity, Math.max(FIRST_CAPACITY, 2 * returns.length)));
      }
      observations[at] = trajectory.observation(i);
      actions[at] = trajectory.action(i);
      returns[at] = earned[i];
    }
  }

  /** Draws steps, each as likely as the others, any of them several times. */
  void draw(MarwilBatch batch) {
    int size = size();
    for (int row = 0; row < batch.size(); row++) {
      int at = random.nextInt(size);
      batch.observations()[row] = observations[at];
      batch.actions()[row] = actions[at];
      batch.returns()[row] = returns[at];
    }
  }

  void save(StateWriter out) {
    random.save(out, "replay_random");
    out.put("replay_buffer_size", capacity);
    out.put("replay_added", added);
    for (int i = 0; i < size(); i++) {
      out.put("observation", observations[i]);
      out.put("action", actions[i]);
    }
    out.put("returns", returns, size());
  }

  void restore(StateReader in) {
    random.restore(in, "replay_random");
    in.expect("replay_buffer_size", capacity);
    added = in.getLong("replay_added");
    grow(size());
    for (int i = 0; i < size(); i++) {
      observations[i] = in.getFloats("observation");
      actions[i] = in.getFloats("action");
    }
    returns = in.getDoubles("returns");
  }

  private void grow(int to) {
    observations = Arrays.copyOf(observations, to);
    actions = Arrays.copyOf(actions, to);
    returns = Arrays.copyOf(returns, to);
  }
}
