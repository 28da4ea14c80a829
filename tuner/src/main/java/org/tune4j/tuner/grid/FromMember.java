package org.tune4j.tuner.grid;

import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

/** What a driver hears of its members. */
public sealed interface FromMember {

  /** A member has joined and offers its resources. */
  record Joined(String member, Resources resources) implements FromMember {}

  /** A member is gone, and with it all that ran there. */
  record Left(String member) implements FromMember {}

  /** A trial waits for the answer to a result; sent again until it has one. */
  record Reported(String member, Result result) implements FromMember {}

  /**
   * A checkpoint lies in the grid.
   *
   * @param chunks in how many pieces
   */
  record Saved(String member, Checkpoint checkpoint, int chunks) implements FromMember {}

  /** An attempt is over. */
  record Ended(
      String member, String trialId, int attempt, Outcome outcome, @Nullable String message)
      implements FromMember {}
}
