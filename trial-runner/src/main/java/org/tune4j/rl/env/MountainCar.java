package org.tune4j.rl.env;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * A car in a valley, too weak to drive out of it without swinging up first, after Moore, "Efficient
 * memory-based learning for robot control" (1990), with the constants of OpenAI Gym. The
 * observation is position (-1.2 to 0.6) and velocity (±0.07 a step).
 *
 * <p>The discrete form has the actions left (0), none (1) and right (2), and each step costs 1. The
 * continuous one has one action from -1 to 1 that costs 0.1 of its square, and the goal earns 100.
 */
public final class MountainCar extends BuiltInEnvironment {
  private static final double LEFT = -1.2;
  private static final double RIGHT = 0.6;
  private static final double MAX_VELOCITY = 0.07;
  private static final double GRAVITY = 0.0025;
  private static final Space OBSERVATIONS =
      new Box(
          List.of(2),
          new float[] {(float) LEFT, (float) -MAX_VELOCITY},
          new float[] {(float) RIGHT, (float) MAX_VELOCITY});

  private final boolean continuous;
  private final double goal;
  private double x;
  private double velocity;

  private MountainCar(boolean continuous, double goal, Spec spec) {
    super(spec);
    this.continuous = continuous;
    this.goal = goal;
  }

  /** The form with three actions; the goal is at 0.5. */
  public static MountainCar discrete(int stepLimit) {
    return new MountainCar(false, 0.5, new Spec(OBSERVATIONS, new Discrete(3), stepLimit, -110));
  }

  /** The form with one force; the goal is at 0.45. */
  public static MountainCar continuous(int stepLimit) {
    return new MountainCar(true, 0.45, new Spec(OBSERVATIONS, Box.symmetric(1), stepLimit, 90));
  }

  @Override
  public float[] reset(RandomGenerator random) {
    x = random.nextDouble(-0.6, -0.4);
    velocity = 0;
    return observation();
  }

  @Override
  public Step step(float[] action) {
    double push =
        continuous ? Math.clamp((double) action[0], -1, 1) * 0.0015 : (action[0] - 1) * 0.001;
    velocity += push - GRAVITY * Math.cos(3 * x);
    velocity = Math.clamp(velocity, -MAX_VELOCITY, MAX_VELOCITY);
    x = Math.clamp(x + velocity, LEFT, RIGHT);
    if (x == LEFT && velocity < 0) {
      velocity = 0;
    }
    boolean there = x >= goal && velocity >= 0;
    return new Step(observation(), reward(action[0], there), there, false);
  }

  private double reward(double action, boolean there) {
    return continuous ? (there ? 100 : 0) - 0.1 * action * action : -1;
  }

  @Override
  public void save(StateWriter out) {
    out.put("mountain_car", new double[] {x, velocity});
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    double[] state = in.getDoubles("mountain_car");
    x = state[0];
    velocity = state[1];
  }

  private float[] observation() {
    return new float[] {(float) x, (float) velocity};
  }
}
