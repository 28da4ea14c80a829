package org.tune4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.tuner.grid.Grid;
import org.tune4j.tuner.grid.ToMember;

/** What the members are to be told, until what it follows from is written. */
final class Outbox {
  private final Map<String, List<ToMember>> messages = new LinkedHashMap<>();

  void tell(String member, ToMember message) {
    messages.computeIfAbsent(member, m -> new ArrayList<>()).add(message);
  }

  /** That a checkpoint was taken over, or could not be. */
  static ToMember taken(Checkpoint checkpoint, @Nullable String problem) {
    return new ToMember.CheckpointTaken(
        checkpoint.trialId(), checkpoint.attempt(), checkpoint.trainingIteration(), problem);
  }

  /** Sends it all, one batch for each member. */
  void send(Grid grid) {
    messages.forEach(grid::send);
    messages.clear();
  }
}
