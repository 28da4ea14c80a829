package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * A bit that is seen once and to be repeated in every step; all later observations are 0. Right
 * earns 1 and wrong costs 1.
 */
public final class RepeatInitialObs extends BuiltInEnvironment {
  private final int episodeLength;
  private int bit;
  private int done;

  /**
   * @param episodeLength how many steps an episode has
   */
  public RepeatInitialObs(int episodeLength, int stepLimit) {
    super(new Spec(new Discrete(2), new Discrete(2), stepLimit, NO_THRESHOLD));
    this.episodeLength = episodeLength;
  }

  @Override
  public float[] reset(RandomGenerator random) {
    bit = random.nextInt(2);
    done = 0;
    return new float[] {bit};
  }

  @Override
  public Step step(float[] action) {
    done++;
    return new Step(new float[] {0}, action[0] == bit ? 1 : -1, done >= episodeLength, false);
  }

  @Override
  public void save(StateWriter out) {
    out.put("repeat_initial", new int[] {bit, done});
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    int[] state = in.getInts("repeat_initial");
    bit = state[0];
    done = state[1];
  }
}
