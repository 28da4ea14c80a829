package org.tune4j.tuner.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Checkpoint;

/** What a driver tells a member. Each may come twice, and any may get lost. */
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
   * A checkpoint has been taken over, or could not be.
   *
   * @param problem why it could not be; {@code null} when it was
   * @param again whether it got lost on the way and is to be sent once more
   */
  record CheckpointTaken(
      String trialId, int attempt, int trainingIteration, @Nullable String problem, boolean again)
      implements ToMember {}

  /** That an attempt is over is recorded; the member may forget it. */
  record EndTaken(String trialId, int attempt) implements ToMember {}

  /** End an attempt without waiting for its next result. */
  record Abort(String trialId, int attempt, String reason) implements ToMember {}

  /** Say which of these trainables cannot be run there. */
  record Check(List<String> trainables) implements ToMember {}
}
