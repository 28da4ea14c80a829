package org.tune4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.trial.Checkpoint;
import org.tune4j.tuner.grid.Grid;
import org.tune4j.tuner.grid.ToMember;
import org.tune4j.tuner.grid.ToMember.CheckpointTaken;

/** What the members are to be told, until what it follows from is written. */
final class Outbox {
  private final Map<String, List<ToMember>> messages = new LinkedHashMap<>();

  void tell(String member, ToMember message) {
    messages.computeIfAbsent(member, m -> new ArrayList<>()).add(message);
  }

  /** That a checkpoint was taken over. */
  static ToMember taken(Checkpoint c) {
    return new CheckpointTaken(c.trialId(), c.attempt(), c.trainingIteration(), null, false);
  }

  /** That a checkpoint will not be taken over, and why. */
  static ToMember refused(Checkpoint c, String why) {
    return new CheckpointTaken(c.trialId(), c.attempt(), c.trainingIteration(), why, false);
  }

  /** That a checkpoint got lost on its way and is to be sent again. */
  static ToMember lost(Checkpoint c) {
    return new CheckpointTaken(
        c.trialId(), c.attempt(), c.trainingIteration(), "it got lost on its way", true);
  }

  /** Sends it all, one batch for each member. */
  void send(Grid grid) {
    messages.forEach(grid::send);
    messages.clear();
  }
}
