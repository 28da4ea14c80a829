package org.tune4j.rl.rollout;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Hears what happens in a worker, on the worker's thread. Whatever it throws ends the trial. A
 * listener belongs to one worker.
 */
public interface WorkerListener {
  /** An episode begins, before its first step. */
  default void onEpisodeStart(RolloutWorker worker, Episode episode) {}

  /** A step was made. */
  default void onEpisodeStep(RolloutWorker worker, Episode episode) {}

  /** An episode ended, for whatever reason but a crash of its environment. */
  default void onEpisodeEnd(RolloutWorker worker, Episode episode) {}

  /** A trajectory is complete and may still be changed, before anything learns from it. */
  default void onPostprocessTrajectory(
      RolloutWorker worker, Episode episode, Trajectory trajectory) {}

  /** A sampling has ended; the list may be changed. */
  default void onSampleEnd(RolloutWorker worker, List<Trajectory> samples) {}

  /**
   * The trial is about to report a result, here as JSON has it; heard between two samplings.
   *
   * @param result not to be changed
   */
  default void onResult(RolloutWorker worker, Map<String, @Nullable Object> result) {}

  /** Writes what it remembers; by default nothing. */
  default void save(StateWriter out) {}

  /** Reads what {@link #save} wrote. */
  default void restore(StateReader in) {}
}
