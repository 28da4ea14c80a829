package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;

/** SimpleContextualBandit: the sign c is seen as [c, -c]; the three arms pay 10c, 0 and -10c. */
record SignArms() implements Bandit.Arms {
  @Override
  public Box contexts() {
    return Box.symmetric(1, 1);
  }

  @Override
  public int count() {
    return 3;
  }

  @Override
  public float[] draw(RandomGenerator random) {
    float sign = random.nextBoolean() ? 1 : -1;
    return new float[] {sign, -sign};
  }

  @Override
  public double reward(float[] context, int arm, RandomGenerator random) {
    return 10 * (1 - arm) * context[0];
  }
}
