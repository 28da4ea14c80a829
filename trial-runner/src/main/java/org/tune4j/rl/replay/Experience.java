package org.tune4j.rl.replay;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.rollout.NStep;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * What a trial has lived through, to be learned from again and again: n-step windows of each
 * environment, the buffer behind them, and the pace of learning. Not thread-safe.
 */
public final class Experience {
  private final ReplayConfig config;
  private final ReplayBuffer buffer;
  private final NStep[] windows; // one for each environment, and one for recorded steps
  private final Schedule beta;
  private final TrainingRatio ratio;
  private final SavedRandom random;
  private final Batch batch;
  private long rounds;
  private long before;

  /**
   * An empty one.
   *
   * @param environments how many environments the trial has
   * @param observation the length of an observation
   * @param action the length of an action
   * @param perRound environment steps between two calls of {@link #add}
   * @param seed the trial's
   */
  public Experience(
      ReplayConfig config, int environments, int observation, int action, int perRound, long seed) {
    this.config = config;
    buffer = config.buffer(observation, action);
    windows = new NStep[environments + 1];
    Arrays.setAll(windows, i -> new NStep(config.nStep(), config.gamma()));
    beta = config.beta();
    ratio = TrainingRatio.of(config.trainingIntensity(), config.trainBatchSize(), perRound);
    random = new SavedRandom(seed, "replay", 0);
    batch = new Batch(config.trainBatchSize(), observation, action);
  }

  /** Takes in what one round of sampling gave. */
  public void add(List<Trajectory> trajectories) {
    rounds++;
    before = buffer.added();
    for (Trajectory trajectory : trajectories) {
      NStep window = window(trajectory.environment());
      int last = trajectory.length() - 1;
      for (int i = 0; i <= last; i++) {
        window.step(
            trajectory.observation(i),
            trajectory.action(i),
            trajectory.rewards()[i],
            trajectory.next(i),
            i == last && trajectory.terminated(),
            i == last && trajectory.ended(),
            buffer);
      }
      if (last < 0 && trajectory.ended()) {
        window.end(trajectory.next(), trajectory.terminated(), buffer);
      }
    }
  }

  private NStep window(int environment) {
    return windows[environment == Trajectory.RECORDED ? windows.length - 1 : environment];
  }

  /**
   * Gives what the last round added its priorities.
   *
   * @param errors how far off each transition of a batch is
   */
  public void rate(Function<Batch, float[]> errors) {
    long at = Math.max(before, buffer.added() - buffer.size());
    while (at < buffer.added()) {
      int rows = (int) Math.min(batch.size(), buffer.added() - at);
      Batch added = new Batch(rows, batch.observations()[0].length, batch.actions()[0].length);
      for (int row = 0; row < rows; row++) {
        buffer.copy(at + row, added, row);
      }
      buffer.update(added, errors.apply(added));
      at += rows;
    }
  }

  /** How many batches are to be learned from after this round; 0 before there is enough. */
  public int updates() {
    boolean enough = buffer.size() > 0 && buffer.added() >= config.learningStarts();
    return enough && rounds % ratio.rounds() == 0 ? ratio.updates() : 0;
  }

  /**
   * Draws a batch, which the next call overwrites.
   *
   * @param step environment steps so far
   */
  public Batch draw(long step) {
    if (buffer instanceof PrioritizedReplay prioritized) {
      prioritized.correct(beta.at(step));
    }
    buffer.sample(batch, random);
    return batch;
  }

  /** Says how far off each transition of the last batch was. */
  public void update(float[] errors) {
    buffer.update(batch, errors);
  }

  /** The buffer only when {@code store_buffer_in_checkpoints} says so. */
  public void save(StateWriter out) {
    random.save(out, "replay_random");
    out.put("rounds", rounds);
    for (NStep window : windows) {
      window.save(out);
    }
    out.put("buffer_stored", config.storeBufferInCheckpoints());
    if (config.storeBufferInCheckpoints()) {
      buffer.save(out);
    }
  }

  /**
   * Goes on with what was saved.
   *
   * @param fresh which environments had to begin a new episode
   */
  public void restore(StateReader in, boolean[] fresh) {
    random.restore(in, "replay_random");
    rounds = in.getLong("rounds");
    for (int i = 0; i < windows.length; i++) {
      windows[i].restore(in);
      if (i < fresh.length && fresh[i]) {
        windows[i].clear();
      }
    }
    if (in.getBoolean("buffer_stored")) {
      buffer.restore(in);
    }
  }
}
