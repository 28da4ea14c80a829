package org.tune4j.rl.env;

import java.util.Arrays;
import java.util.List;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Space;

/**
 * Gives a box of actions other bounds, from which they are mapped linearly to the true ones: a test
 * of whether an algorithm minds the bounds.
 */
final class TransformedAction extends Wrapper {
  private final Box actions;
  private final float[] inside;

  /**
   * @param low the lowest value of each element that an agent sees
   * @param high the highest one, above {@code low}
   */
  TransformedAction(SaveableEnvironment inner, double low, double high) {
    super(inner);
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "env_config.low (" + low + ") must be less than high (" + high + ")");
    }
    int size = inner.actionSpace().size();
    float[] lows = new float[size];
    float[] highs = new float[size];
    Arrays.fill(lows, (float) low);
    Arrays.fill(highs, (float) high);
    actions = new Box(List.of(size), lows, highs);
    inside = new float[size];
  }

  @Override
  public Space actionSpace() {
    return actions;
  }

  @Override
  public Step step(float[] action) {
    Box bounds = (Box) inner.actionSpace();
    for (int i = 0; i < inside.length; i++) {
      double share = (action[i] - (double) actions.low(i)) / (actions.high(i) - actions.low(i));
      inside[i] = (float) (bounds.low(i) + share * (bounds.high(i) - bounds.low(i)));
    }
    return inner.step(inside);
  }
}
