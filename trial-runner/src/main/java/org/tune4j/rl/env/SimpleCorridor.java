package org.tune4j.rl.env;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * A corridor to walk from its left end to its right one with the actions left (0) and right (1);
 * the end earns 1. The observation is the position.
 */
public final class SimpleCorridor extends BuiltInEnvironment {
  private final int length;
  private int at;

  /**
   * @param length how many steps the way has
   */
  public SimpleCorridor(int length, int stepLimit) {
    super(
        new Spec(
            new Box(List.of(1), new float[] {0}, new float[] {length}),
            new Discrete(2),
            stepLimit,
            NO_THRESHOLD));
    this.length = length;
  }

  @Override
  public float[] reset(RandomGenerator random) {
    at = 0;
    return new float[] {at};
  }

  @Override
  public Step step(float[] action) {
    at = Math.max(0, action[0] == 1 ? at + 1 : at - 1);
    boolean end = at >= length;
    return new Step(new float[] {at}, end ? 1 : 0, end, false);
  }

  @Override
  public void save(StateWriter out) {
    out.put("corridor", at);
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    at = in.getInt("corridor");
  }
}
