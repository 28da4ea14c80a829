package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * A pole on a cart that is pushed left (0) or right (1), after Barto, Sutton and Anderson,
 * "Neuronlike adaptive elements that can solve difficult learning control problems" (1983), with
 * the constants of OpenAI Gym: SI units, explicit Euler steps of 0.02 s in double precision. The
 * observation is cart position, cart velocity, pole angle (rad), angular velocity. Each step earns
 * 1, also the last one.
 */
public final class CartPole extends BuiltInEnvironment {
  private static final double GRAVITY = 9.8;
  private static final double HALF_LENGTH = 0.5;
  private static final double FORCE = 10;
  private static final double SECONDS = 0.02;
  private static final double MAX_POSITION = 2.4;
  private static final double MAX_ANGLE = 12 * 2 * Math.PI / 360;
  private static final Space OBSERVATIONS =
      Box.symmetric(
          (float) (2 * MAX_POSITION),
          Float.POSITIVE_INFINITY,
          (float) (2 * MAX_ANGLE),
          Float.POSITIVE_INFINITY);
  private static final Space ACTIONS = new Discrete(2);

  private double poleMass;
  private double totalMass;
  private double poleMoment;
  private double x;
  private double velocity;
  private double angle;
  private double spin;

  /**
   * @param stepLimit 200 in CartPole-v0, 500 in CartPole-v1
   */
  public CartPole(int stepLimit) {
    this(stepLimit, NO_THRESHOLD);
  }

  CartPole(int stepLimit, double threshold) {
    super(new Spec(OBSERVATIONS, ACTIONS, stepLimit, threshold));
    masses(1, 0.1);
  }

  /** Gives the cart and the pole other masses, in kg. */
  void masses(double cart, double pole) {
    poleMass = pole;
    totalMass = cart + pole;
    poleMoment = pole * HALF_LENGTH;
  }

  @Override
  public float[] reset(RandomGenerator random) {
    x = random.nextDouble(-0.05, 0.05);
    velocity = random.nextDouble(-0.05, 0.05);
    angle = random.nextDouble(-0.05, 0.05);
    spin = random.nextDouble(-0.05, 0.05);
    return observation();
  }

  @Override
  public Step step(float[] action) {
    double force = action[0] == 1 ? FORCE : -FORCE;
    double sin = Math.sin(angle);
    double cos = Math.cos(angle);
    double push = (force + poleMoment * spin * spin * sin) / totalMass;
    double angular =
        (GRAVITY * sin - cos * push)
            / (HALF_LENGTH * (4.0 / 3.0 - poleMass * cos * cos / totalMass));
    double linear = push - poleMoment * angular * cos / totalMass;
    x += SECONDS * velocity;
    velocity += SECONDS * linear;
    angle += SECONDS * spin;
    spin += SECONDS * angular;
    boolean fallen = Math.abs(x) > MAX_POSITION || Math.abs(angle) > MAX_ANGLE;
    return new Step(observation(), 1, fallen, false);
  }

  @Override
  public void save(StateWriter out) {
    out.put("cartpole", new double[] {x, velocity, angle, spin});
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    double[] state = in.getDoubles("cartpole");
    x = state[0];
    velocity = state[1];
    angle = state[2];
    spin = state[3];
  }

  private float[] observation() {
    return new float[] {(float) x, (float) velocity, (float) angle, (float) spin};
  }
}
