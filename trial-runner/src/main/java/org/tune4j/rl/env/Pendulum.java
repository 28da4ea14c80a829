package org.tune4j.rl.env;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * A pendulum that a weak motor shall hold upright, with the constants of OpenAI Gym: length 1 m,
 * mass 1 kg, gravity 10 m/s², steps of 0.05 s. The action is a torque from -2 to 2 Nm; the
 * observation is the cosine and sine of the angle (0 is upright) and the angular velocity in rad/s.
 * Each step costs angle² + 0.1 velocity² + 0.001 torque², of the state before it; no state ends an
 * episode.
 */
public final class Pendulum extends BuiltInEnvironment {
  private static final double GRAVITY = 10;
  private static final double SECONDS = 0.05;
  private static final double MAX_SPIN = 8;
  private static final double MAX_TORQUE = 2;
  private static final Space OBSERVATIONS = Box.symmetric(1, 1, (float) MAX_SPIN);
  private static final Space ACTIONS =
      new Box(List.of(1), new float[] {(float) -MAX_TORQUE}, new float[] {(float) MAX_TORQUE});

  private final boolean clipsFirst;
  private double mass = 1;
  private double angle;
  private double spin;

  /**
   * @param version 0, where an angle moves by a velocity that is not clipped yet, or 1
   * @param stepLimit 200 in both
   */
  public Pendulum(int version, int stepLimit) {
    super(new Spec(OBSERVATIONS, ACTIONS, stepLimit, NO_THRESHOLD));
    clipsFirst = version > 0;
  }

  /** Gives the pendulum another mass, in kg. */
  void mass(double kilograms) {
    mass = kilograms;
  }

  @Override
  public float[] reset(RandomGenerator random) {
    angle = random.nextDouble(-Math.PI, Math.PI);
    spin = random.nextDouble(-1, 1);
    return observation();
  }

  @Override
  public Step step(float[] action) {
    double torque = Math.clamp((double) action[0], -MAX_TORQUE, MAX_TORQUE);
    double lean = normal(angle);
    double cost = lean * lean + 0.1 * spin * spin + 0.001 * torque * torque;
    spin += (1.5 * GRAVITY * Math.sin(angle) + 3 / mass * torque) * SECONDS;
    double clipped = Math.clamp(spin, -MAX_SPIN, MAX_SPIN);
    angle += (clipsFirst ? clipped : spin) * SECONDS;
    spin = clipped;
    return new Step(observation(), -cost, false, false);
  }

  /** The same angle from -π on, below π. */
  private static double normal(double angle) {
    double turned = angle + Math.PI;
    return turned - 2 * Math.PI * Math.floor(turned / (2 * Math.PI)) - Math.PI;
  }

  @Override
  public void save(StateWriter out) {
    out.put("pendulum", new double[] {angle, spin});
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    double[] state = in.getDoubles("pendulum");
    angle = state[0];
    spin = state[1];
  }

  private float[] observation() {
    return new float[] {(float) Math.cos(angle), (float) Math.sin(angle), (float) spin};
  }
}
