package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * A point in the plane that is paid only near its goal: what random exploration does not find when
 * the goal is far and small, and a curriculum does that begins with a large one. After the sparse
 * point robot of Rakelly and others, "Efficient off-policy meta-reinforcement learning via
 * probabilistic context variables" (2019); here the agent sees the goal.
 *
 * <p>Each episode begins at (0, 0), with a goal somewhere on a circle around it or on the upper
 * half of one. An action of ±1 per axis moves by a tenth. The observation is the position and the
 * way to the goal. Coming nearer than the goal's radius earns 1 and ends the episode; in the dense
 * form each step costs the distance besides.
 */
public final class SparsePointEnv extends BuiltInEnvironment {
  private static final double REACH = 0.1;
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  private final boolean semicircle;
  private final boolean dense;
  private double distance = Double.NaN;
  private double radius = Double.NaN;
  private boolean fixed;
  private double goalX;
  private double goalY;
  private double x;
  private double y;

  /**
   * @param semicircle whether goals lie on the upper half of the circle only
   * @param dense whether each step costs the distance
   */
  SparsePointEnv(boolean semicircle, boolean dense, int stepLimit) {
    super(
        new Spec(
            Box.symmetric(INFINITY, INFINITY, INFINITY, INFINITY),
            Box.symmetric(1, 1),
            stepLimit,
            NO_THRESHOLD));
    this.semicircle = semicircle;
    this.dense = dense;
  }

  /**
   * What the next episodes are about.
   *
   * @param distance the radius of the circle of goals
   * @param radius how near a point must come to its goal
   */
  void goals(double distance, double radius) {
    this.distance = distance;
    this.radius = radius;
    fixed = false;
  }

  /** Takes one goal for all episodes. */
  void goal(double x, double y, double radius) {
    this.radius = radius;
    goalX = x;
    goalY = y;
    fixed = true;
  }

  @Override
  public float[] reset(RandomGenerator random) {
    x = 0;
    y = 0;
    if (!fixed) {
      double angle = random.nextDouble() * (semicircle ? Math.PI : 2 * Math.PI);
      goalX = distance * Math.cos(angle);
      goalY = distance * Math.sin(angle);
    }
    return observation();
  }

  @Override
  public Step step(float[] action) {
    x += REACH * Math.clamp((double) action[0], -1, 1);
    y += REACH * Math.clamp((double) action[1], -1, 1);
    double left = Math.sqrt((x - goalX) * (x - goalX) + (y - goalY) * (y - goalY));
    boolean there = left < radius;
    return new Step(observation(), (there ? 1 : 0) - (dense ? left : 0), there, false);
  }

  @Override
  public void save(StateWriter out) {
    out.put("sparse_point", new double[] {x, y, goalX, goalY});
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    double[] state = in.getDoubles("sparse_point");
    x = state[0];
    y = state[1];
    goalX = state[2];
    goalY = state[3];
  }

  private float[] observation() {
    return new float[] {(float) x, (float) y, (float) (goalX - x), (float) (goalY - y)};
  }
}
