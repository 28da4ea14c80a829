package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;

/**
 * The wheel of Riquelme, Tucker and Snoek, "Deep Bayesian bandits showdown" (2018): contexts are
 * uniform in the unit disc. Arm 0 pays {@code safe} everywhere; the others pay {@code other}, but
 * beyond the radius {@code delta} the arm of the quadrant pays {@code best}: arm 1 where x and y
 * are positive, 2 where x alone is, 3 where y alone is, 4 where none is.
 *
 * @param std the standard deviation of the normal noise on every reward
 */
record WheelArms(double delta, double safe, double other, double best, double std)
    implements Bandit.Arms {
  @Override
  public Box contexts() {
    return Box.symmetric(1, 1);
  }

  @Override
  public int count() {
    return 5;
  }

  @Override
  public float[] draw(RandomGenerator random) {
    double radius = Math.sqrt(random.nextDouble());
    double angle = random.nextDouble() * 2 * Math.PI;
    return new float[] {(float) (radius * Math.cos(angle)), (float) (radius * Math.sin(angle))};
  }

  @Override
  public double reward(float[] context, int arm, RandomGenerator random) {
    return mean(context, arm) + std * random.nextGaussian();
  }

  /** What an arm pays without noise. */
  double mean(float[] context, int arm) {
    if (arm == 0) {
      return safe;
    }
    boolean outside = Math.hypot(context[0], context[1]) > delta;
    int quadrant = 1 + (context[0] > 0 ? 0 : 2) + (context[1] > 0 ? 0 : 1);
    return outside && arm == quadrant ? best : other;
  }
}
