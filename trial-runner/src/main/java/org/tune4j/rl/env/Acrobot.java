package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Two links that hang from a point; a motor between them shall swing their end above a line, one
 * link's length over the point. The equations are those of Sutton and Barto's book, with the
 * constants of OpenAI Gym: links of 1 m and 1 kg, steps of 0.2 s by one classic Runge-Kutta step.
 *
 * <p>Actions are the torques -1, 0 and 1 Nm. The observation is the cosine and sine of the first
 * angle (0 hangs down) and of the second one (relative to the first), and both angular velocities.
 * Each step costs 1, the one that reaches the goal nothing.
 */
public final class Acrobot extends BuiltInEnvironment {
  private static final double CENTRE = 0.5;
  private static final double INERTIA = 1;
  private static final double GRAVITY = 9.8;
  private static final double SECONDS = 0.2;
  private static final double MAX_SPIN_1 = 4 * Math.PI;
  private static final double MAX_SPIN_2 = 9 * Math.PI;
  private static final Space OBSERVATIONS =
      Box.symmetric(1, 1, 1, 1, (float) MAX_SPIN_1, (float) MAX_SPIN_2);

  /** Both angles, then both angular velocities. */
  private final double[] state = new double[4];

  private final double[] middle = new double[4];
  private final double[] slope = new double[4];
  private final double[] sum = new double[4];

  /**
   * @param stepLimit 500 in Acrobot-v1
   */
  public Acrobot(int stepLimit) {
    super(new Spec(OBSERVATIONS, new Discrete(3), stepLimit, -100));
  }

  @Override
  public float[] reset(RandomGenerator random) {
    for (int i = 0; i < state.length; i++) {
      state[i] = random.nextDouble(-0.1, 0.1);
    }
    return observation();
  }

  @Override
  public Step step(float[] action) {
    integrate(action[0] - 1);
    state[0] = wrapped(state[0]);
    state[1] = wrapped(state[1]);
    state[2] = Math.clamp(state[2], -MAX_SPIN_1, MAX_SPIN_1);
    state[3] = Math.clamp(state[3], -MAX_SPIN_2, MAX_SPIN_2);
    boolean there = -Math.cos(state[0]) - Math.cos(state[0] + state[1]) > 1;
    return new Step(observation(), there ? 0 : -1, there, false);
  }

  /** One Runge-Kutta step of the fourth order with a constant torque. */
  private void integrate(double torque) {
    slope(state, torque);
    System.arraycopy(slope, 0, sum, 0, 4);
    go(SECONDS / 2);
    slope(middle, torque);
    add(2);
    go(SECONDS / 2);
    slope(middle, torque);
    add(2);
    go(SECONDS);
    slope(middle, torque);
    add(1);
    for (int i = 0; i < 4; i++) {
      state[i] += SECONDS / 6 * sum[i];
    }
  }

  private void go(double seconds) {
    for (int i = 0; i < 4; i++) {
      middle[i] = state[i] + seconds * slope[i];
    }
  }

  private void add(double weight) {
    for (int i = 0; i < 4; i++) {
      sum[i] += weight * slope[i];
    }
  }

  /** The derivative of a state with respect to time. */
  private void slope(double[] at, double torque) {
    double cos2 = Math.cos(at[1]);
    double sin2 = Math.sin(at[1]);
    double w1 = at[2];
    double w2 = at[3];
    double d1 = CENTRE * CENTRE + (1 + CENTRE * CENTRE + 2 * CENTRE * cos2) + 2 * INERTIA;
    double d2 = CENTRE * CENTRE + CENTRE * cos2 + INERTIA;
    double p2 = CENTRE * GRAVITY * Math.cos(at[0] + at[1] - Math.PI / 2);
    double p1 =
        -CENTRE * w2 * w2 * sin2
            - 2 * CENTRE * w2 * w1 * sin2
            + (CENTRE + 1) * GRAVITY * Math.cos(at[0] - Math.PI / 2)
            + p2;
    double a2 =
        (torque + d2 / d1 * p1 - CENTRE * w1 * w1 * sin2 - p2)
            / (CENTRE * CENTRE + INERTIA - d2 * d2 / d1);
    slope[0] = w1;
    slope[1] = w2;
    slope[2] = -(d2 * a2 + p1) / d1;
    slope[3] = a2;
  }

  private static double wrapped(double angle) {
    double wrapped = angle;
    while (wrapped > Math.PI) {
      wrapped -= 2 * Math.PI;
    }
    while (wrapped < -Math.PI) {
      wrapped += 2 * Math.PI;
    }
    return wrapped;
  }

  @Override
  public void save(StateWriter out) {
    out.put("acrobot", state);
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    System.arraycopy(in.getDoubles("acrobot"), 0, state, 0, 4);
  }

  private float[] observation() {
    return new float[] {
      (float) Math.cos(state[0]),
      (float) Math.sin(state[0]),
      (float) Math.cos(state[1]),
      (float) Math.sin(state[1]),
      (float) state[2],
      (float) state[3]
    };
  }
}
