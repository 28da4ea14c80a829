package org.tune4j.tuner.grid;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

/**
 * What a driver hears of its members.
 *
 * <p>A member is named by its address and what tells one start of it from the next, such as {@code
 * 127.0.0.1:5702/1f3a}: a member that was killed and one that came up in its place are two.
 */
public sealed interface FromMember {

  /**
   * A member is there; said again and again.
   *
   * @param attempts what it holds for this driver, or an earlier one of the same database
   * @param others what the trials of other drivers hold there
   */
  record Here(MemberCard member, List<Held> attempts, List<Placement.Slot> others)
      implements FromMember {
    /** A member that no other driver uses. */
    public Here(MemberCard member, List<Held> attempts) {
      this(member, attempts, List.of());
    }
  }

  /**
   * An attempt that a member knows.
   *
   * @param over whether it has ended and nothing of it is left: the member only waits for that to
   *     be recorded
   */
  record Held(String trialId, int attempt, Placement placement, boolean over) {}

  /** A member is gone, and with it all that ran there. */
  record Left(String member) implements FromMember {}

  /** A trial waits for the answer to a result; sent again until it has one. */
  record Reported(String member, Result result) implements FromMember {}

  /**
   * A checkpoint lies in the grid; sent again until it was taken over.
   *
   * @param chunks in how many pieces
   */
  record Saved(String member, Checkpoint checkpoint, int chunks) implements FromMember {}

  /**
   * An attempt is over; sent again until that is recorded.
   *
   * @param stillHolds whether a thread of it could not be stopped and may go on using its devices
   */
  record Ended(
      String member,
      String trialId,
      int attempt,
      Outcome outcome,
      @Nullable String message,
      boolean stillHolds)
      implements FromMember {}

  /** Text that a trial's process wrote to {@code stdout} or {@code stderr}. */
  record Output(String member, String trialId, int attempt, String stream, String text)
      implements FromMember {}

  /**
   * Which of the trainables that it was asked for a member cannot run.
   *
   * @param problems name → why
   * @param code what it runs, so that the driver can say what differs
   */
  record Checked(
      String member, List<String> trainables, Map<String, String> problems, CodeBase code)
      implements FromMember {}
}
