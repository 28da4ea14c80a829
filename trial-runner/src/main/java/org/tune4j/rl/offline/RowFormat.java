package org.tune4j.rl.offline;

import java.util.Arrays;
import org.tune4j.rl.preprocess.ActionMapping;
import org.tune4j.rl.preprocess.Preprocessor;
import org.tune4j.rl.preprocess.RewardClip;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.MultiDiscrete;
import org.tune4j.rl.space.Space;

/**
 * What recorded rows must be to be learned from in a trial.
 *
 * @param encoder the trial's
 * @param observations of the trial's environment
 * @param actions from a policy's action to the environment's
 * @param actionsNormalized whether recorded actions are a policy's, not an environment's
 * @param rewards what is done to rewards
 * @param noDoneAtEnd whether ends are learned from as if the episode had been cut off there
 */
public record RowFormat(
    Preprocessor encoder,
    Space observations,
    ActionMapping actions,
    boolean actionsNormalized,
    RewardClip rewards,
    boolean noDoneAtEnd) {

  /** What the policy sees: a row that is as long as an encoded one is taken for encoded. */
  float[] observation(float[] row) {
    if (row.length == encoder.size()) {
      return row;
    }
    if (row.length != observations.size()) {
      throw new IllegalArgumentException(
          "has "
              + row.length
              + " numbers, but an observation has "
              + observations.size()
              + (encoder.size() == observations.size() ? "" : ", or encoded " + encoder.size()));
    }
    float[] encoded = new float[encoder.size()];
    encoder.encode(row, encoded);
    return encoded;
  }

  /** What the policy would have done. */
  float[] action(float[] row) {
    Space space = actions.policySpace();
    if (row.length != space.size()) {
      throw new IllegalArgumentException(
          "has " + row.length + " numbers, but an action has " + space.size());
    }
    float[] action = row;
    if (!actionsNormalized) {
      action = new float[row.length];
      actions.toPolicy(row, action);
    }
    if (!isPossible(space, action)) {
      throw new IllegalArgumentException(
          "is no action of " + space + " (" + Arrays.toString(row) + ")");
    }
    return action;
  }

  /** Numbers may lie beyond bounds, as those do that were drawn before they were clipped. */
  private static boolean isPossible(Space space, float[] action) {
    for (float number : action) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return switch (space) {
      case Discrete discrete -> discrete.contains(action, 0);
      case MultiDiscrete several -> several.contains(action, 0);
      default -> true;
    };
  }
}
