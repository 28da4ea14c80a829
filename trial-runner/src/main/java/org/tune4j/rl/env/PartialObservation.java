package org.tune4j.rl.env;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Space;

/** Shows only some elements of a box, so that an agent has to remember. */
final class PartialObservation extends Wrapper {
  private final int[] shown;
  private final Space observations;

  /**
   * @param shown the indices of the elements that stay, in order
   */
  PartialObservation(SaveableEnvironment inner, int... shown) {
    super(inner);
    this.shown = shown.clone();
    Box all = (Box) inner.observationSpace();
    float[] low = new float[shown.length];
    float[] high = new float[shown.length];
    for (int i = 0; i < shown.length; i++) {
      low[i] = all.low(shown[i]);
      high[i] = all.high(shown[i]);
    }
    observations = new Box(List.of(shown.length), low, high);
  }

  @Override
  public Space observationSpace() {
    return observations;
  }

  @Override
  public float[] reset(RandomGenerator random) {
    return part(inner.reset(random));
  }

  @Override
  public Step step(float[] action) {
    Step step = inner.step(action);
    return new Step(part(step.observation()), step.reward(), step.terminated(), step.truncated());
  }

  private float[] part(float[] observation) {
    float[] part = new float[shown.length];
    for (int i = 0; i < shown.length; i++) {
      part[i] = observation[shown[i]];
    }
    return part;
  }
}
