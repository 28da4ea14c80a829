package org.tune4j.rl.env;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Goals of a {@link PointEnv}: {@code {goal: [x, y]}}.
 *
 * @param goal the one to begin with
 */
record PointTasks(PointEnv environment, List<Double> goal) implements Tasked.Kind {
  @Override
  public Object first() {
    return Map.of("goal", goal);
  }

  @Override
  public Object sample(RandomGenerator random) {
    return Map.of("goal", List.of(random.nextDouble(-2, 2), random.nextDouble(-2, 2)));
  }

  @Override
  public double[] read(Object task) {
    double[] found = TaskValues.pair(TaskValues.map(task, Set.of("goal")), "goal");
    if (found == null) {
      throw new IllegalArgumentException("task: goal: must be given (" + task + ")");
    }
    return found;
  }

  @Override
  public void begin(double[] task) {
    environment.goal(task[0], task[1]);
  }
}
