package org.tune4j.rl.algorithm.sac;

import java.util.Map;
import org.tune4j.rl.replay.Batch;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Learns from batches of transitions: the critics, the actor and the temperature. */
sealed interface SacLearner permits ContinuousLearner, DiscreteLearner {
  /**
   * Learns from a batch.
   *
   * @param step environment steps so far
   * @return how far off the critics were on each transition, before the update
   */
  float[] learn(Batch batch, long step);

  /** Moves the target networks towards the critics. */
  void follow(double tau);

  /** Metrics of the last batch. */
  Map<String, Object> report();

  void save(StateWriter out);

  void restore(StateReader in);
}
