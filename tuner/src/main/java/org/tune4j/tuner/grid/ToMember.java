package org.tune4j.tuner.grid;

import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Checkpoint;

/** What a driver tells a member. */
public sealed interface ToMember {

  /**
   * Begin an attempt.
   *
   * @param from the checkpoint to go on from, which lies ready in the grid; {@code null} for a
   *     start from scratch
   */
  record Start(Assignment assignment, @Nullable Checkpoint from) implements ToMember {}

  /** What follows on a result, which is recorded. */
  record Answer(String trialId, int attempt, int trainingIteration, Decision decision)
      implements ToMember {}

  /**
   * A checkpoint has been taken over, or could not be ({@code problem}); the member may delete it.
   */
  record CheckpointTaken(
      String trialId, int attempt, int trainingIteration, @Nullable String problem)
      implements ToMember {}

  /** End an attempt without waiting for its next result. */
  record Abort(String trialId, int attempt, String reason) implements ToMember {}
}
