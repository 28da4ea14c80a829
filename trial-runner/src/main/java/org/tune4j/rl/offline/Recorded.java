package org.tune4j.rl.offline;

import org.tune4j.rl.rollout.Trajectory;

/**
 * A trajectory that was read.
 *
 * @param trajectory without what the policy said then; cut off at its end unless it terminated
 * @param logProbabilities of its actions when they were chosen, as many as there are steps; none
 *     when they were not recorded
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
public record Recorded(Trajectory trajectory, double[] logProbabilities) {

  /** Whether it is known how likely its actions were. */
  public boolean hasProbabilities() {
    return logProbabilities.length > 0;
  }
}
