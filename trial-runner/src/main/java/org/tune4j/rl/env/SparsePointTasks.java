package org.tune4j.rl.env;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Goals of a {@link SparsePointEnv}: {@code {goal: [x, y]}}, {@code {distance: d}} for a circle of
 * goals, and {@code goal_radius} beside either; what a task leaves out is as the environment was
 * made.
 *
 * @param semicircle whether goals lie on the upper half of the circle only
 * @param goal of all episodes; {@code null} for a circle of goals
 */
record SparsePointTasks(
    SparsePointEnv environment,
    double distance,
    double radius,
    boolean semicircle,
    @Nullable List<Double> goal)
    implements Tasked.Kind {
  private static final Set<String> KEYS = Set.of("goal", "distance", "goal_radius");

  @Override
  public Object first() {
    return goal == null
        ? Map.of("goal_radius", radius)
        : Map.of("goal_radius", radius, "goal", goal);
  }

  @Override
  public Object sample(RandomGenerator random) {
    double angle = random.nextDouble() * (semicircle ? Math.PI : 2 * Math.PI);
    return Map.of("goal", List.of(distance * Math.cos(angle), distance * Math.sin(angle)));
  }

  /** The radius of the goal, then the distance, then the goal if there is one. */
  @Override
  public double[] read(Object task) {
    Map<?, ?> map = TaskValues.map(task, KEYS);
    double near = TaskValues.positive(map, "goal_radius", radius);
    double far = TaskValues.positive(map, "distance", distance);
    double[] fixed = TaskValues.pair(map, "goal");
    if (fixed == null && goal != null && !map.containsKey("distance")) {
      fixed = new double[] {goal.get(0), goal.get(1)};
    }
    return fixed == null ? new double[] {near, far} : new double[] {near, far, fixed[0], fixed[1]};
  }

  @Override
  public void begin(double[] task) {
    if (task.length == 2) {
      environment.goals(task[1], task[0]);
    } else {
      environment.goal(task[2], task[3], task[0]);
    }
  }
}
