package org.tune4j.rl.replay;

import java.util.random.RandomGenerator;
import org.tune4j.rl.rollout.NStep;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Holds the latest transitions and draws batches of them, with replacement. Not thread-safe. */
public sealed interface ReplayBuffer extends NStep.Sink permits UniformReplay, PrioritizedReplay {

  /** How many transitions are held now. */
  int size();

  /** How many were ever added. */
  long added();

  /** Fills the batch with drawn transitions. */
  void sample(Batch batch, RandomGenerator random);

  /**
   * Copies one transition into a row of a batch.
   *
   * @param number how many were added before it; it must be held still
   */
  void copy(long number, Batch batch, int row);

  /** Tells how surprising each transition of a batch was: the absolute TD error. */
  void update(Batch batch, float[] errors);

  void save(StateWriter out);

  void restore(StateReader in);
}
