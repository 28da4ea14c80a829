package org.tune4j.rl.callback;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.env.TaskEnvironment;
import org.tune4j.rl.env.Tasks;
import org.tune4j.rl.plugin.OwnClass;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.rl.rollout.WorkerListener;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** Asks an {@link EnvTaskFn} for the tasks of a worker's environments. Not thread-safe. */
final class EnvTasks implements WorkerListener {
  private final String name;
  private final EnvTaskFn function;

  EnvTasks(String name, Config resolved) {
    this.name = name;
    function = OwnClass.configured(EnvTaskFn.class, "env_task_fn", name, resolved);
  }

  @Override
  public void onResult(RolloutWorker worker, Map<String, @Nullable Object> result) {
    try {
      for (int i = 0; i < worker.environments().count(); i++) {
        ask(worker, i, result);
      }
    } catch (InvalidInputException e) {
      Problem problem = e.problems().getFirst();
      throw new InvalidInputException(
          new Problem("env_task_fn: " + name + ": " + problem.message(), null, problem.maybe()));
    } catch (RuntimeException e) {
      throw new IllegalStateException("env_task_fn: " + name + " failed: " + e, e);
    }
  }

  private void ask(RolloutWorker worker, int i, Map<String, @Nullable Object> result) {
    if (!(worker.environments().environment(i) instanceof TaskEnvironment environment)) {
      String env = worker.environments().environment(i).getClass().getSimpleName();
      throw new InvalidInputException(
          new Problem("env: " + env + ": has no tasks", null, "make it a TaskEnvironment"));
    }
    Object task = Tasks.normal(function.task(result, environment, worker.context(i)));
    if (!task.equals(Tasks.normal(environment.task()))) {
      worker.setTask(i, task);
    }
  }
}
