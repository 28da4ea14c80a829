package org.tune4j.rl.env;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * A point in the plane that moves by its action and shall come to a goal; each step costs the
 * distance after it. Three public environments of this name differ in the rest, see {@link Form}.
 */
public final class PointEnv extends BuiltInEnvironment {
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final double BOX = 0.01;
  private static final double NEAR = Math.sqrt(0.02);

  /** Which of the public environments. */
  public enum Form {
    /**
     * garage's: from (0, 0), ±0.1 a step, within an arena; sees its position and the distance; ends
     * nearer than √0.02 to the goal.
     */
    GARAGE(0.1),
    /** The example of rllab: from anywhere in ±1, ±0.1 a step; ends within ±0.01 of the goal. */
    RLLAB(0.1),
    /**
     * The one of courses: as RLLAB, with actions of ±1 that move by a tenth and cost 0.02 of their
     * squared length.
     */
    TEACHING(1);

    private final double reach;

    Form(double reach) {
      this.reach = reach;
    }
  }

  /**
   * What can be set.
   *
   * @param arenaSize how far from the middle a point can be on each axis; infinite in the forms
   *     without an arena
   * @param doneBonus what the goal earns beside
   * @param neverDone whether episodes go on at the goal
   */
  public record Options(Form form, double arenaSize, double doneBonus, boolean neverDone) {}

  private final Options options;
  private double goalX;
  private double goalY;
  private double x;
  private double y;

  /**
   * Begins with the goal at (0, 0).
   *
   * @param stepLimit where episodes are cut off, at least 1
   */
  public PointEnv(Options options, int stepLimit) {
    super(
        new Spec(
            observations(options),
            Box.symmetric((float) options.form.reach, (float) options.form.reach),
            stepLimit,
            NO_THRESHOLD));
    this.options = options;
  }

  private static Space observations(Options options) {
    float far = (float) options.arenaSize;
    return options.form == Form.GARAGE
        ? new Box(List.of(3), new float[] {-far, -far, 0}, new float[] {far, far, INFINITY})
        : Box.symmetric(far, far);
  }

  void goal(double x, double y) {
    goalX = x;
    goalY = y;
  }

  @Override
  public float[] reset(RandomGenerator random) {
    boolean anywhere = options.form != Form.GARAGE;
    x = anywhere ? random.nextDouble(-1, 1) : 0;
    y = anywhere ? random.nextDouble(-1, 1) : 0;
    return observation();
  }

  @Override
  public Step step(float[] action) {
    double dx = clipped(action[0]);
    double dy = clipped(action[1]);
    double scale = options.form == Form.TEACHING ? 0.1 : 1;
    x = Math.clamp(x + scale * dx, -options.arenaSize, options.arenaSize);
    y = Math.clamp(y + scale * dy, -options.arenaSize, options.arenaSize);
    double reward = -distance();
    if (options.form == Form.TEACHING) {
      reward -= 0.02 * (dx * dx + dy * dy);
    }
    boolean there = there();
    return new Step(
        observation(),
        there ? reward + options.doneBonus : reward,
        there && !options.neverDone,
        false);
  }

  /** RLLAB leaves it to its caller to keep to the bounds of the actions. */
  private double clipped(double action) {
    double reach = options.form.reach;
    return options.form == Form.RLLAB ? action : Math.clamp(action, -reach, reach);
  }

  private double distance() {
    return Math.sqrt((x - goalX) * (x - goalX) + (y - goalY) * (y - goalY));
  }

  private boolean there() {
    return options.form == Form.GARAGE
        ? distance() < NEAR
        : Math.abs(x - goalX) < BOX && Math.abs(y - goalY) < BOX;
  }

  @Override
  public void save(StateWriter out) {
    out.put("point", new double[] {x, y});
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    double[] state = in.getDoubles("point");
    x = state[0];
    y = state[1];
  }

  private float[] observation() {
    return options.form == Form.GARAGE
        ? new float[] {(float) x, (float) y, (float) distance()}
        : new float[] {(float) x, (float) y};
  }
}
