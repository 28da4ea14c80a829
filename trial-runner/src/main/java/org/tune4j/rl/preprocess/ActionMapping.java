package org.tune4j.rl.preprocess;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Dict;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.MultiDiscrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.space.Tuple;

/**
 * From a policy's action to the environment's and back. With {@code normalize_actions} a policy
 * acts in [-1, 1] wherever the environment's Box has finite bounds; with {@code clip_actions} what
 * comes of it is held within the bounds, as it always is after normalisation. Immutable and
 * thread-safe.
 */
public final class ActionMapping {
  private final Space policySpace;
  private final double[] middle;
  private final double[] half;
  private final float[] low;
  private final float[] high;

  private ActionMapping(Space policySpace, int size) {
    this.policySpace = policySpace;
    middle = new double[size];
    half = new double[size];
    low = new float[size];
    high = new float[size];
    Arrays.fill(half, 1);
    Arrays.fill(low, Float.NEGATIVE_INFINITY);
    Arrays.fill(high, Float.POSITIVE_INFINITY);
  }

  /**
   * The mapping for an environment.
   *
   * @param actions the environment's action space
   * @param normalize {@code normalize_actions}
   * @param clip {@code clip_actions}
   */
  public static ActionMapping of(Space actions, boolean normalize, boolean clip) {
    ActionMapping mapping =
        new ActionMapping(normalize ? normalized(actions) : actions, actions.size());
    mapping.fill(actions, normalize, clip, 0);
    return mapping;
  }

  /** The space that the policy acts in. */
  public Space policySpace() {
    return policySpace;
  }

  /** Writes what the environment gets to the beginning of {@code into}. */
  public void toEnvironment(float[] policyAction, float[] into) {
    for (int i = 0; i < half.length; i++) {
      float mapped = (float) (middle[i] + half[i] * policyAction[i]);
      into[i] = Math.max(low[i], Math.min(high[i], mapped));
    }
  }

  /** Writes what a policy would have done, for actions that were recorded elsewhere. */
  public void toPolicy(float[] environmentAction, float[] into) {
    for (int i = 0; i < half.length; i++) {
      into[i] = half[i] == 0 ? 0 : (float) ((environmentAction[i] - middle[i]) / half[i]);
    }
  }

  private void fill(Space space, boolean normalize, boolean clip, int at) {
    switch (space) {
      case Discrete discrete -> {}
      case MultiDiscrete several -> {}
      case Box box -> fill(box, normalize && isBounded(box), clip, at);
      case Tuple tuple -> fill(tuple.parts(), normalize, clip, at);
      case Dict dict -> fill(dict.parts().values(), normalize, clip, at);
    }
  }

  private void fill(Iterable<Space> parts, boolean normalize, boolean clip, int at) {
    int from = at;
    for (Space part : parts) {
      fill(part, normalize, clip, from);
      from += part.size();
    }
  }

  private void fill(Box box, boolean normalize, boolean clip, int at) {
    for (int i = 0; i < box.size(); i++) {
      if (normalize) {
        middle[at + i] = 0.5 * ((double) box.high(i) + box.low(i));
        half[at + i] = 0.5 * ((double) box.high(i) - box.low(i));
      }
      if (normalize || clip) {
        low[at + i] = box.low(i);
        high[at + i] = box.high(i);
      }
    }
  }

  private static Space normalized(Space space) {
    return switch (space) {
      case Discrete discrete -> discrete;
      case MultiDiscrete several -> several;
      case Box box -> isBounded(box) ? unit(box) : box;
      case Tuple tuple -> new Tuple(tuple.parts().stream().map(ActionMapping::normalized).toList());
      case Dict dict -> {
        Map<String, Space> parts = new TreeMap<>();
        dict.parts().forEach((name, part) -> parts.put(name, normalized(part)));
        yield new Dict(parts);
      }
    };
  }

  private static Box unit(Box box) {
    float[] low = new float[box.size()];
    float[] high = new float[box.size()];
    Arrays.fill(low, -1);
    Arrays.fill(high, 1);
    return new Box(box.shape(), low, high);
  }

  private static boolean isBounded(Box box) {
    for (int i = 0; i < box.size(); i++) {
      if (!Float.isFinite(box.low(i)) || !Float.isFinite(box.high(i))) {
        return false;
      }
    }
    return true;
  }
}
